import { describe, expect, test } from 'vitest'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { lateEnglish } from './late-english.ts'
import { languageFor } from './translations.ts'

const original: Readonly<Record<string, string>> = { ...english, ...lateEnglish }
const languages: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['German', german],
  ['French', french],
]

const placeholdersOf = (text: string) => [...new Set(text.match(/\{\{[^}]*\}\}/g))].toSorted()

describe.each(languages)('%s', (_, words) => {
  test('says what English says, and nothing else', () => {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(original).toSorted())
    expect(Object.keys(words).filter((key) => words[key]?.trim() === '')).toEqual([])
  })

  test('has the placeholders of English', () => {
    const found = Object.entries(words).map(([key, text]) => [key, placeholdersOf(text)])
    const wanted = Object.keys(words).map((key) => [key, placeholdersOf(original[key] ?? '')])
    expect(found).toEqual(wanted)
  })

  test('has no quotes and apostrophes of typewriters', () => {
    expect(Object.values(words).filter((text) => /["']/.test(text))).toEqual([])
  })
})

test('French spaces before : ; ? ! » and after « do not break', () => {
  expect(Object.values(french).filter((text) => / [:;?!»]|« |\p{L}[;?!]/u.test(text))).toEqual([])
})

test('German quotes are „these“', () => {
  expect(Object.values(german).filter((text) => /[”«»]|“\p{L}/u.test(text))).toEqual([])
})

test.each([
  [['de-AT', 'en'], 'de'],
  [['fr'], 'fr'],
  [['pl-PL', 'fr-CA', 'de'], 'fr'],
  [['en-GB', 'de'], 'en'],
  [['frr', 'fil'], 'en'],
  [[], 'en'],
] as const)('%j asks for %s', (locales, language) => {
  expect(languageFor(locales)).toBe(language)
})
