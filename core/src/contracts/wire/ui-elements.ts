/** Elements of the interface that those of plugins may use: looks, theme and accessibility are ours. */

/** What an element is for. @experimental */
export interface UiElement {
  /** One sentence. */
  readonly about: string;
  /** Properties, which are attributes too where they are texts. */
  readonly properties: Readonly<Record<string, string>>;
  /** What stands within it. */
  readonly content?: string;
}

/** By tag. They are there before the module of a plugin is imported. @experimental */
export const UI_ELEMENTS = {
  'tp-button': {
    about: 'A button, or a link that looks like one.',
    properties: {
      variant: '`primary`, `danger`, `quiet`, or empty',
      disabled: 'flag',
      href: 'makes it a link',
      label: 'for screen readers, where there is only an icon within it',
    },
    content: 'its words',
  },
  'tp-field': {
    about: 'Label, hint and error of an input, and its looks.',
    properties: { label: 'its name', hint: 'what it is for', error: 'why its value is not taken' },
    content: 'an `input`, `select` or `textarea`',
  },
  'tp-setting-field': {
    about: 'A field made from a JSON schema; what `save` throws stands below it. Fires `saved`.',
    properties: {
      setting: '`{ name, value, declared: { title, description, schema } }`',
      write: 'flag: may it be changed?',
      save: '`(value) => Promise`',
    },
  },
  'tp-note': {
    about: 'Something to know, in a box.',
    properties: { variant: '`problem`, `warn`, `wait`, or empty' },
    content: 'its words',
  },
  'tp-state': {
    about: 'A state of a build or job, as icon and word.',
    properties: {
      state: '`passed`, `failed`, …',
      word: "instead of the state's own",
      compact: 'flag: the icon alone',
      pill: 'flag: filled',
    },
  },
  'tp-time': { about: 'How long ago it was.', properties: { at: 'ISO 8601' } },
  'tp-duration': {
    about: 'Time between two moments; counts while `to` is missing.',
    properties: { from: 'ISO 8601', to: 'ISO 8601', ms: 'instead of both', short: 'flag' },
  },
  'tp-icon': {
    about: 'A sign in the colour of the text.',
    properties: { name: '`info`, `plus`, `search`, …', label: 'for screen readers' },
  },
  'tp-loading': {
    about: 'Grey lines where something is about to be.',
    properties: { lines: 'how many', label: 'what is awaited' },
  },
  'tp-empty': {
    about: 'There is nothing here, and why.',
    properties: { icon: 'name of a sign', heading: 'what there is not' },
    content: 'what to do',
  },
} as const satisfies Readonly<Record<string, UiElement>>;
