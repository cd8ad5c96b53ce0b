import { expect, test } from 'vitest'
import { createVanishedField } from './vanished-field.ts'

const at = (timeStamp: number, key = 'e') => ({ key, timeStamp })

test('letters that follow on a field that has gone mean nothing, until there is a pause', () => {
  const field = createVanishedField()
  expect(field.takes(at(0))).toBe(false)
  field.typed(at(1_000))
  expect(field.takes(at(1_500))).toBe(true)
  expect(field.takes(at(2_200, 'Backspace'))).toBe(true)
  expect(field.takes(at(3_000))).toBe(false)
})

test('who has left the field by a key or a press is understood at once', () => {
  const field = createVanishedField()
  field.typed(at(1_000))
  field.typed(at(1_010, 'Enter'))
  expect(field.takes(at(1_020))).toBe(false)
  field.typed(at(2_000))
  field.left()
  expect(field.takes(at(2_010))).toBe(false)
})
