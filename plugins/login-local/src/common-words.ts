/** What leaked passwords are made of, most often (the words of the lists that crackers begin with). */
export const COMMON_WORDS: readonly string[] = `
password passwort passwords passwd pass pwd motdepasse contrasena contraseña senha parola wachtwoord hasło salasana
admin administrator root user username guest test tester testing demo login logon signin master server system service
secret geheim private default changeme change please letmein welcome willkommen bienvenue hello hallo bonjour hola
trustno iloveyou iloveu loveyou loveme lovely love lover forever always princess prince angel angels sunshine shadow
monkey dragon tiger lion panther bear eagle falcon hawk wolf dog dogs doggy puppy cat cats kitty kitten chicken
football baseball basketball soccer hockey tennis golf rugby cricket liverpool chelsea arsenal manchester united
barcelona madrid juventus yankees cowboys lakers steelers redsox packers patriots rangers celtic everton
superman batman spiderman ironman starwars pokemon naruto matrix gandalf hobbit potter harry hogwarts minecraft
jordan michael michelle jennifer jessica ashley amanda nicole daniel andrew joshua matthew thomas charlie jonathan
christopher alexander anthony william robert richard david joseph james john peter martin george steven kevin brian
justin brandon samantha elizabeth stephanie victoria natasha maria anna hannah sophie emma olivia lauren melissa
patrick nicholas benjamin samuel jackson mustang ferrari porsche mercedes corvette harley yamaha honda toyota camaro
computer internet network windows linux ubuntu debian google facebook twitter instagram youtube amazon apple samsung
microsoft oracle cisco database docker kubernetes jenkins gitlab github gitea travis turnpike pipeline build builds
deploy devops continuous integration company office work spring summer autumn winter fall january february march april
june july august september october november december monday tuesday wednesday thursday friday saturday sunday
freedom liberty america american england london paris berlin germany france canada australia mexico brazil india china
russia japan texas chicago boston dallas houston denver phoenix orlando flower rose daisy lily cherry banana orange
apple pepper ginger cookie chocolate cheese pizza coffee sugar honey butter peanut pumpkin strawberry
purple yellow green blue black white silver golden gold diamond crystal rainbow magic wizard merlin phantom ninja
pirate warrior knight killer hunter sniper soldier blaster zombie joker rocket thunder lightning storm
whatever nothing something unbelievable photographer jesus christ heaven god blessed church
access enter open sesame abc qwe asd zxc qaz wsx edc rfv tgb yhn
staple correcthorsebatterystaple hunter2 p4ssw0rd
`
  .trim()
  .split(/\s+/);

const lines = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'qwertzuiopü',
  'yxcvbnm,.-',
  'azertyuiop',
  'qsdfghjklm',
  '!@#$%^&*()_+',
  '!"§$%&/()=?',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qawsedrftgyhujikolp',
  'zaq12wsxcde34rfvbgt56yhnmju78',
  'a1b2c3d4e5f6g7h8i9j0',
  '1a2b3c4d5e6f7g8h9i0j',
  '112233445566778899001122',
  'aabbccddeeffgghhiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz',
  '147258369',
  '159357',
  '789456123',
  '741852963',
  '102030405060708090',
];
/** Neighbours on keyboards, in the alphabet and among numbers, both ways. */
export const ROWS: readonly string[] = lines.flatMap((line) => [
  line,
  [...line].toReversed().join(''),
]);
