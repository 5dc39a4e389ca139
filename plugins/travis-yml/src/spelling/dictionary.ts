/**
 * Words of real files that mean a key though they are spelt too differently for `findWord`
 * (travis-yml keeps such a list of observed keys; sheet 3).
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
langlanguage language
notifications.irc notifications
qqsudo sudo
r_apt_packages apt_packages
r_binary_pacakges r_binary_packages
r_check_arg r_check_args
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
