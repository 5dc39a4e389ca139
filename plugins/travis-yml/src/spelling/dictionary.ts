/**
 * Words that mean a key though `findWord` does not reach it. Travis keeps a list of some 440
 * misspellings that it has met (travis-yml, `var/keys.dict`; sheet 3). The rule of `findWord` finds
 * the same keys for all of them but these: here stands what only the list can know.
 */
const meanings = `
after_deployment after_deploy
after_successsudo after_success
after_test after_script
before_archive before_cache
before_deployment before_deploy
before_setup before_script
branchesonly branches
deploybefore_script before_script
distro dist
diydeploy deploy
jruby_before_script before_script
known_failures allow_failures
langlanguage language
notifications.irc notifications
qqsudo sudo
r_apt_packages apt_packages
r_binary_pacakges r_binary_packages
r_check_arg r_check_args
s3_bucket bucket
src/packages packages
virtual_env virtualenv
warning_are_errors warnings_are_errors
warnings_are_erros warnings_are_errors
warnings_as_errors warnings_are_errors
`;

/** Misspelt word to key; spaces in words are written as underscores. */
export const dictionary: ReadonlyMap<string, string> = new Map(
  meanings
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string]),
);
