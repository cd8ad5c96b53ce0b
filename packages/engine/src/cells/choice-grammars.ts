import type { Grammar } from './grammar.ts'

/** One of a few words. */
export function choice<const Word extends string>(...words: readonly Word[]): Grammar<Word> {
  const known = new Map<unknown, Word>(words.map((word) => [word, word]))
  return {
    normalise: (value) => known.get(value),
    schema: { type: 'string', enum: words },
    expects: `one of ${words.join(', ')}`,
  }
}

export const flag: Grammar<boolean> = {
  normalise: (value) => (typeof value === 'boolean' ? value : undefined),
  schema: { type: 'boolean' },
  expects: 'true or false',
}

/** The colours themes pair: the same name is another colour on a dark canvas. */
export const colourNames = [
  'ink',
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
  'white',
  'none',
] as const

export type ColourName = (typeof colourNames)[number]
export type Colour = ColourName | `#${string}`

const colourWords = new Map<string, Colour>(colourNames.map((name) => [name, name]))
const hexColour = /^#[0-9a-f]{6}$/

function isHexColour(value: string): value is `#${string}` {
  return hexColour.test(value)
}

export const colour: Grammar<Colour> = {
  normalise: (value) => {
    if (typeof value !== 'string') return undefined
    return colourWords.get(value) ?? (isHexColour(value) ? value : undefined)
  },
  schema: {
    anyOf: [
      { type: 'string', enum: colourNames },
      { type: 'string', pattern: hexColour.source },
    ],
  },
  expects: `#rrggbb in lower case or one of ${colourNames.join(', ')}`,
}
