import { expect, test } from 'vitest'
import { readExportArguments } from './export-arguments.ts'

const id = '01900000-0000-7000-8000-000000000000'

test('the format comes from its option, or from the name of the file', () => {
  expect(readExportArguments([id])).toEqual({
    out: null,
    request: { canvasId: id, at: undefined, format: 'svg', theme: 'light', background: true },
  })
  expect(
    readExportArguments([id, '--out', 'x.png', '--scale', '3', '--at', '7', '--theme', 'dark', '--clear']),
  ).toEqual({
    out: 'x.png',
    request: { canvasId: id, at: 7, format: 'png', theme: 'dark', background: false, scale: 3 },
  })
  expect(readExportArguments([id, '--out', 'x.pdf', '--pages', 'whole']).request).toMatchObject({
    format: 'pdf',
    pages: 'whole',
  })
  expect(readExportArguments([id, '--format', 'json', '--out', '-'])).toEqual({
    out: '-',
    request: { canvasId: id, at: undefined, format: 'json', assets: true },
  })
})

test.each([
  [[], 'usage: flowstate export <canvas id>'],
  [['plan'], 'usage:'],
  [[id, id], 'usage:'],
  [[id, '--scale', '9'], '--scale must be a whole number from 1 to 4, not "9"'],
  [[id, '--format', 'gif'], '--format must be one of svg, png, pdf, json, not "gif"'],
  [[id, '--colour', 'red'], "Unknown option '--colour'"],
])('what cannot be meant is one line: %j', (args, line) => {
  expect(() => readExportArguments(args)).toThrow(line)
})
