import { expect, test } from 'vitest'
import { fittingAssets } from './fitting-assets.ts'

const sizes = new Map([
  ['a', 40],
  ['b', 50],
  ['c', 10],
])
const wanted = (assetId: string, uses = 1) => ({ assetId, uses })

test('pictures are taken in their order for as long as they fit; a smaller one may follow one that does not', () => {
  expect(fittingAssets([wanted('a'), wanted('b'), wanted('c')], sizes, 60)).toEqual(['a', 'c'])
})

test('a picture counts as often as it is carried along', () => {
  expect(fittingAssets([wanted('c', 7), wanted('a')], sizes, 60)).toEqual(['a'])
})

test('what the canvas does not have is left out', () => {
  expect(fittingAssets([wanted('x'), wanted('c')], sizes, 60)).toEqual(['c'])
})
