import { expect, test } from 'vitest'
import { facesFor } from './thumbnail-fonts.ts'

const face = (family: string, unicodeRange?: string) => ({
  family,
  source: 'url("/a.woff2")',
  descriptors: unicodeRange === undefined ? {} : { unicodeRange },
})
const latin = face('Inter Variable', 'U+0-FF, U+131, U+2000-206F')
const greek = face('Inter Variable', 'U+370-3FF')
const hand = face('Kalam')
const known = [latin, greek, hand]
const picture = (family: string, words: string): string =>
  `<svg viewBox="0 0 1 1"><text font-family="'${family}', sans-serif">${words}</text></svg>`

test('a picture brings the faces along that its words are written in, and no others', () => {
  expect(facesFor(picture('Inter Variable', 'Door'), known)).toEqual([latin])
  expect(facesFor(picture('Inter Variable', 'αβγ'), known)).toEqual([greek])
  expect(facesFor(picture('Inter Variable', 'Tür β'), known)).toEqual([latin, greek])
  expect(facesFor(picture('Kalam', 'Door'), known)).toEqual([hand])
  expect(facesFor('<svg><path d="M0 0"/></svg>', known)).toEqual([])
})

test('a range with question marks covers all they may stand for', () => {
  const wide = face('Kalam', 'U+4??')
  expect(facesFor(picture('Kalam', 'ж'), [wide])).toEqual([wide])
  expect(facesFor(picture('Kalam', 'a'), [wide])).toEqual([])
})
