import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag } from './draw-on-page.ts'
import { phone } from './fingers-on-page.ts'
import { inkIn, likeness } from './ink-on-page.ts'
import { announced } from './one-person.ts'
import { lastRowSeen, type Person, whenSaved } from './person.ts'
import { change } from './put-shapes.ts'
import { beginTyping, caretOf, fieldOf, noteId, twoAtANote } from './two-at-a-note.ts'

const rig = useBrowserRig()

async function textOnServer(canvas: SharedCanvas): Promise<string> {
  const { shapes } = await rig.onServer(canvas).state()
  const text = shapes.find(({ id }) => id === noteId)?.text
  return typeof text === 'string' ? text : ''
}

async function everybodySees(canvas: SharedCanvas, text: string, people: readonly Person[]): Promise<void> {
  await eventually(`the text is ${text}, not ${await textOnServer(canvas)}`, async () => {
    const seen = await Promise.all(people.map((person) => fieldOf(person).inputValue()))
    return (await textOnServer(canvas)) === text && seen.every((one) => one === text)
  })
}

describe('two people in one note', () => {
  test('TX1 type at the same time, and both texts are there whole', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, ' and ')
    await Promise.all([beginTyping(ada, 'Home'), beginTyping(ben, 'End')])
    await Promise.all([
      ada.page.keyboard.type('The quick brown fox', { delay: 25 }),
      ben.page.keyboard.type('the lazy dog 😀', { delay: 30 }),
    ])
    await everybodySees(canvas, 'The quick brown fox and the lazy dog 😀', [ada, ben])
    // Each caret has stayed behind the own words.
    expect(await caretOf(ada)).toBe('The quick brown fox'.length)
    expect(await caretOf(ben)).toBe('The quick brown fox and the lazy dog 😀'.length)
  })

  test('TX2 what is typed without a pause reaches the other while it is typed', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, '')
    await Promise.all([beginTyping(ada, 'End'), beginTyping(ben, 'End')])
    let isTyping = true
    const letters = 'without a pause '.repeat(6)
    const typing = ada.page.keyboard.type(letters, { delay: 50 }).then(() => {
      isTyping = false
    })
    await eventually('the first letters', async () => (await fieldOf(ben).inputValue()) !== '')
    expect(isTyping).toBe(true)
    await typing
    await everybodySees(canvas, letters, [ada, ben])
  })

  test('TX3 undo takes back one’s own letters and leaves those of the other, typed before and behind them since', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, '=')
    await Promise.all([beginTyping(ada, 'End'), beginTyping(ben, 'Home')])
    await ada.page.keyboard.insertText('mine')
    await everybodySees(canvas, '=mine', [ada, ben])
    await ben.page.keyboard.type('theirs')
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type('!')
    await everybodySees(canvas, 'theirs=mine!', [ada, ben])
    await ada.page.keyboard.press('Control+z')
    await everybodySees(canvas, 'theirs=!', [ada, ben])
    // There is nothing else of hers in the field, and what came before it is not touched.
    await ada.page.keyboard.press('Control+z')
    await ada.page.keyboard.press('Control+Shift+z')
    await everybodySees(canvas, 'theirs=mine!', [ada, ben])
  })

  test('PR1 see each other’s carets, whichever way is written, which go when the other is done', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, 'one two')
    await Promise.all([beginTyping(ada, 'Home'), beginTyping(ben, 'End')])
    const carets = (person: Person) => person.page.locator('[data-remote-caret]')
    await carets(ada).first().waitFor()
    let before = 0
    await eventually('the caret is seen in front of the words', async () => {
      before = (await carets(ben).boundingBox())?.x ?? Number.POSITIVE_INFINITY
      return before < 600
    })
    await ada.page.keyboard.type('zero ')
    await everybodySees(canvas, 'zero one two', [ada, ben])
    await eventually('the caret has moved with what was typed', async () => {
      const now = await carets(ben).boundingBox()
      return now !== null && now.x > before + 10
    })
    // Written from right to left, the end is on the left: the middle of the note is at 600.
    await ada.page.keyboard.press('Control+a')
    await ada.page.keyboard.type('שלום!')
    await everybodySees(canvas, 'שלום!', [ada, ben])
    await eventually('the caret is on the left of the words', async () => {
      const now = await carets(ben).boundingBox()
      return now !== null && now.x < 590
    })
    await ada.page.keyboard.press('Escape')
    await eventually('the caret is gone', async () => (await carets(ben).count()) === 0)
    await ben.context.close()
    await eventually('whoever left types no more', async () => (await carets(ada).count()) === 0)
  })

  test('TX2 what was typed offline is merged with what was typed online meanwhile', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, ' middle ')
    rig.expectOutages()
    await Promise.all([beginTyping(ada, 'Home'), beginTyping(ben, 'End')])
    await ada.context.setOffline(true)
    await ada.page.getByText('Offline').first().waitFor()
    await ada.page.keyboard.type('offline', { delay: 20 })
    await ben.page.keyboard.type('online', { delay: 20 })
    await eventually('the other text is saved', async () => (await textOnServer(canvas)).endsWith('online'))
    await ada.context.setOffline(false)
    await everybodySees(canvas, 'offline middle online', [ada, ben])
  })

  test('TX2 letters being composed are not disturbed by what the other types', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, 'one')
    await Promise.all([beginTyping(ada, 'End'), beginTyping(ben, 'Home')])
    const keyboard = await ada.context.newCDPSession(ada.page)
    await keyboard.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
    await eventually('composing has begun', async () => (await fieldOf(ada).inputValue()) === 'oneに')
    await ben.page.keyboard.type('zero ')
    await eventually('the other text is saved', async () => (await textOnServer(canvas)) === 'zero one')
    await eventually('it has arrived', () => (lastRowSeen(ada)?.version ?? 0) >= 2)
    await keyboard.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 })
    expect(await fieldOf(ada).inputValue()).toBe('oneにほ')
    await keyboard.send('Input.insertText', { text: '日本' })
    await everybodySees(canvas, 'zero one日本', [ada, ben])
  })

  test('TX4 the words of somebody whose note is deleted meanwhile come back as a text of their own', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, 'kept: ')
    await Promise.all([beginTyping(ada, 'End'), beginTyping(ben, 'End')])
    await ada.page.keyboard.type('every word of it')
    await change(rig.server().url, canvas, [{ kind: 'delete', ids: [noteId] }])
    await ada.page.getByText('Your text is kept here').waitFor()
    // The field stays, and keys go on meaning letters; who has typed nothing keeps nothing.
    await ada.page.keyboard.type(' and mores')
    await ada.page.keyboard.press('Backspace')
    await ada.page.keyboard.press('Escape')
    await fieldOf(ben).waitFor({ state: 'detached' })
    await eventually('all words are there', async () => {
      const [kept, ...others] = (await rig.onServer(canvas).state()).shapes
      return others.length === 0 && kept?.text === 'kept: every word of it and more'
    })
    await Promise.all([whenSaved(ada), whenSaved(ben)])
    expect(await rig.onServer(canvas).shapes(1)).toMatchObject([{ kind: 'text' }])
  })
})

test('what is written from right to left stands on the canvas and in a file as it stands in its field', async () => {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas)
  const { page } = person
  const field = page.getByRole('textbox', { name: 'Edit text' })
  const done = async () => {
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await announced(person, 'Nothing selected')
  }
  const texts = { x: 390, y: 170, width: 200, height: 96 }
  const note = { x: 700, y: 170, width: 200, height: 180 }
  await page.keyboard.press('t')
  await page.mouse.click(400, 190)
  await field.waitFor()
  await page.keyboard.type('שלום! עולם (1)...\nleft to right:\nسلام abc?')
  const written = [await inkIn(page, texts)]
  await done()
  await page.keyboard.press('n')
  await drag(page, { x: 700, y: 170 }, { x: 900, y: 350 })
  await field.waitFor()
  await page.keyboard.type('...שלום, broken into lines\nabc!')
  written.push(await inkIn(page, note))
  await done()
  const isLikeWritten = async () => {
    const now = [await inkIn(page, texts), await inkIn(page, note)]
    return written.every((one, i) => likeness(one, now[i] ?? []) > 0.75)
  }
  await eventually('the canvas shows it as the field did', isLikeWritten)

  await page.keyboard.press('Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'SVG' }).click()
  const waiting = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  const svg = await readFile(await (await waiting).path(), 'utf8')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.evaluate((markup) => {
    const sheet = document.createElement('div')
    sheet.innerHTML = markup
    const { x = 0, y = 0 } = sheet.querySelector('svg')?.viewBox.baseVal ?? {}
    Object.assign(sheet.style, { position: 'fixed', left: `${x}px`, top: `${y}px`, zIndex: '1000' })
    document.body.append(sheet)
  }, svg)
  await eventually('the file shows it as the field did', isLikeWritten)
})

test('a text that grows out of the window takes the canvas along, and the islands stay where they are', async () => {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas, phone)
  const { page } = person
  const menu = page.getByRole('button', { name: 'Menu' })
  const before = await menu.boundingBox()
  await page.keyboard.press('t')
  await page.touchscreen.tap(220, 300)
  await fieldOf(person).waitFor()
  await page.keyboard.type('More words than a telephone is wide')
  await eventually('its end is in the window', async () => {
    const box = await fieldOf(person).boundingBox()
    return box !== null && box.width > 250 && box.x + box.width < phone.viewport.width + 4
  })
  expect(await menu.boundingBox()).toEqual(before)
  await page.keyboard.press('Escape')
  await whenSaved(person)
  expect(await menu.boundingBox()).toEqual(before)
})

test('a text that grows under the tools takes the canvas along as well', async () => {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas, phone)
  const { page } = person
  await page.keyboard.press('t')
  await page.touchscreen.tap(220, 420)
  await fieldOf(person).waitFor()
  for (let line = 0; line < 14; line++) {
    await page.keyboard.type('line')
    await page.keyboard.press('Enter')
  }
  await eventually('its last line is above the tools', async () => {
    const field = await fieldOf(person).boundingBox()
    const tools = await page.getByRole('toolbar', { name: 'Tools' }).boundingBox()
    return field !== null && tools !== null && field.height > 200 && field.y + field.height <= tools.y
  })
})
