import { expect, test } from 'vitest'
import { createTextMeasurer } from './measure-text.ts'

/** A context in which a letter is as wide as the first number of its font says, and what it was asked. */
function contextOf() {
  const asked: string[] = []
  const context = {
    font: '',
    measureText(text: string) {
      asked.push(`${context.font}: ${text}`)
      return { width: text.length * Number.parseFloat(context.font) } as TextMetrics
    },
  }
  return { context, asked }
}

test('a text is measured once in each font, whatever was asked in between', () => {
  const { context, asked } = contextOf()
  const { measure } = createTextMeasurer(context)
  const widths = [
    measure('ab', '10px hand'),
    measure('ab', '20px hand'),
    measure('ab', '10px hand'),
    measure('abc', '10px hand'),
    measure('ab', '20px hand'),
  ]
  expect(widths).toEqual([20, 40, 20, 30, 40])
  expect(asked).toEqual(['10px hand: ab', '20px hand: ab', '10px hand: abc'])
})

test('what was forgotten is measured anew, and so is what has had to give way to twenty thousand others', () => {
  const { context, asked } = contextOf()
  const { measure, forget } = createTextMeasurer(context)
  measure('ab', '10px hand')
  forget()
  measure('ab', '10px hand')
  expect(asked).toHaveLength(2)
  for (let i = 0; i < 20_000; i++) measure(`text ${i}`, '10px hand')
  asked.length = 0
  expect(measure('ab', '10px hand')).toBe(20)
  expect(asked).toEqual(['10px hand: ab'])
})
