/** What a job may print to harm who reads its log. All of it would set `window.hostile`, open, move or steal something. */
const ESC = '\x1b';
const MARKUP = [
  '<script>window.hostile = 1</script>',
  '<img src=x onerror="window.hostile = 1">',
  '<svg onload="window.hostile = 1">',
  '<iframe srcdoc="<script>parent.hostile = 1</script>"></iframe>',
  '<a href="javascript:window.hostile=1">click</a>',
  '"><script>window.hostile=1</script>',
  "'-(window.hostile=1)-'",
  '${window.hostile = 1}',
  '{{constructor.constructor("window.hostile=1")()}}',
  '</div></tp-log-view><script>window.hostile=1</script>',
  '<style>*{display:none}</style>',
  '<meta http-equiv="refresh" content="0;url=/-/login">',
  '<base href="https://evil.example/">',
  '&lt;script&gt;window.hostile=1&lt;/script&gt;',
];
const ESCAPES = [
  `${ESC}]8;;javascript:window.hostile=1${ESC}\\link${ESC}]8;;${ESC}\\`,
  `${ESC}]8;;data:text/html,<script>window.hostile=1</script>\x07link${ESC}]8;;\x07`,
  `${ESC}]52;c;aG9zdGlsZQ==\x07`,
  `${ESC}]0;hostile title\x07`,
  `${ESC}]2;hostile title${ESC}\\`,
  `${ESC}]8;;javascript:window.hostile=1`,
  `${ESC}[2J${ESC}[H${ESC}[9999A${ESC}[9999D`,
  `${ESC}[?1049h${ESC}[?25l${ESC}c`,
  `${ESC}[99999999999999999999m${ESC}[38;2;999;999;999m`,
  `${ESC}P1;2|17/ab${ESC}\\${ESC}_hostile${ESC}\\${ESC}^hostile${ESC}\\`,
  `${ESC}[31;1;4;7;${'1;'.repeat(200)}m`,
  '\x9b31m\x9d8;;javascript:window.hostile=1\x9c',
  `${ESC}[6n${ESC}[c${ESC}]10;?\x07`,
  '\b'.repeat(500),
  `\r${' '.repeat(300)}\r`,
  '\u202egnp.elitsoh\u202c \u2066\u2067\u2069',
  '\u0000\u0007\u000b\u000c\u0085\u2028\u2029',
  'travis_fold:start:"><script>window.hostile=1</script>\r',
  'travis_time:start:<img src=x onerror=window.hostile=1>\r',
  'travis_fold:end:__proto__\r',
];

/** Two hundred lines: each of the above alone, in each other's company, and long. */
export function hostileLines(): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; lines.length < 200; at += 1) {
    const markup = MARKUP[at % MARKUP.length] as string;
    const escape = ESCAPES[at % ESCAPES.length] as string;
    const forms = [
      markup,
      escape,
      escape + markup,
      markup.split('').join(`${ESC}[0m`),
      markup.repeat(40),
    ];
    lines.push(forms[at % forms.length] as string);
  }
  return lines;
}
