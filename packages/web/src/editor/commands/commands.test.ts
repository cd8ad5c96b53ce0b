import { beforeAll, describe, expect, test } from 'vitest'
import { english } from '../../app/english.ts'
import { lateEnglish } from '../../app/late-english.ts'
import { copySelection } from '../clipboard.ts'
import { commit } from '../editor.ts'
import { createNudge } from '../nudge.ts'
import { pasteContent } from '../paste-content.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { arranging } from './arranging.ts'
import { commandForKey, commands, runCommand } from './command-registry.ts'
import { type KeyPress, matchesShortcut } from './shortcut.ts'

beforeAll(arranging.prepare)

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
})

const box = (x: number) => ({ position: [x, 0], size: [50, 50] })

test('UN8 undo and redo are there while there is something they can take back or bring back', () => {
  const { editor } = createTestEditor()
  const history = commands.filter(({ id }) => id === 'undo' || id === 'redo')
  const enabled = (can: { readonly canUndo: boolean; readonly canRedo: boolean }) => {
    const status = { ...editor.port.status(), ...can }
    const offline = { ...editor, port: { ...editor.port, status: () => status } }
    return history.map((command) => command.enabled(offline))
  }
  expect(enabled({ canUndo: true, canRedo: false })).toEqual([true, false])
  expect(enabled({ canUndo: false, canRedo: true })).toEqual([false, true])
})

describe('shortcuts', () => {
  test('no two commands share a key', () => {
    const keys = commands.flatMap(({ shortcuts }) => shortcuts)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('every command has its words', () => {
    const words = { ...english, ...lateEnglish }
    expect(commands.filter(({ id }) => !(id in words)).map(({ id }) => id)).toEqual([])
  })

  test('Mod is Ctrl and Cmd; a plain letter is not a Mod one', () => {
    expect(matchesShortcut(press('z', { ctrlKey: true }), 'Mod+Z')).toBe(true)
    expect(matchesShortcut(press('z', { metaKey: true }), 'Mod+Z')).toBe(true)
    expect(matchesShortcut(press('z'), 'Mod+Z')).toBe(false)
    expect(commandForKey(press('d', { ctrlKey: true }))?.id).toBe('duplicate')
    expect(commandForKey(press('d'))?.id).toBe('tool.diamond')
  })

  test('keyboards with other letters use the place of the key', () => {
    expect(commandForKey(press('к', { code: 'KeyR' }))?.id).toBe('tool.rectangle')
    expect(commandForKey(press('!', { code: 'Digit1', shiftKey: true }))?.id).toBe('zoomFit')
    expect(commandForKey(press('?', { code: 'Slash', shiftKey: true }))?.id).toBe('help')
    expect(commandForKey(press('/', { code: 'Slash' }))?.id).toBe('cursorChat')
    expect(commandForKey(press('/', { code: 'Digit7', shiftKey: true }))?.id).toBe('cursorChat')
  })

  test('keys that are elsewhere on a keyboard mean what is written on them', () => {
    const german = (key: string, code: string) => commandForKey(press(key, { code, ctrlKey: true }))?.id
    expect(german('z', 'KeyY')).toBe('undo')
    expect(german('y', 'KeyZ')).toBe('redo')
    expect(german('+', 'BracketRight')).toBe('zoomIn')
    expect(german('-', 'Slash')).toBe('zoomOut')
    const french = (key: string, code: string) => commandForKey(press(key, { code }))?.id
    expect(french('a', 'KeyQ')).toBe('tool.arrow')
    expect(french('q', 'KeyA')).toBe('toggleToolLock')
    expect(french('-', 'Digit6')).toBe(commandForKey(press('6', { code: 'Digit6' }))?.id)
    expect(commandForKey(press('+', { code: 'Equal', ctrlKey: true, shiftKey: true }))?.id).toBe('zoomIn')
  })
})

describe('commands', () => {
  test('deleting a shape first gives the arrows bound to it the points they are seen at (OP6)', () => {
    const hand = createTestEditor()
    const target = hand.add('target', 'rectangle', { position: [300, 0], size: [100, 100] })
    const arrow = hand.add('arrow', 'arrow', {
      position: [0, 50],
      points: [0, 0, 100, 0],
      end: { shapeId: target, anchor: [0.5, 0.5] },
    })
    hand.editor.store.setState({ selection: new Set([target]) })
    runCommand(hand.editor, 'delete')
    expect(hand.sent).toHaveLength(1)
    expect(hand.shape(target)).toBeUndefined()
    expect(hand.shape(arrow)).toMatchObject({ position: [0, 50], points: [0, 0, 295, 0] })
  })

  test('whatever takes a shape away, its arrows keep the points they are seen at, but for those tied anew (OP6)', () => {
    const hand = createTestEditor()
    const target = hand.add('target', 'rectangle', { position: [300, 0], size: [100, 100], fill: 'red' })
    const group = hand.add('group', 'group', {})
    hand.editor.port.dispatch([{ kind: 'place', ids: [target], parentId: group, at: 'front' }])
    const tied = { position: [0, 50], points: [0, 0, 100, 0], end: { shapeId: target, anchor: [0.5, 0.5] } }
    const arrow = hand.add('arrow', 'arrow', tied)
    const anew = hand.add('anew', 'arrow', tied)
    commit(
      hand.editor,
      [
        { kind: 'update', id: anew, set: { end: { shapeId: group, anchor: [0, 0] } } },
        { kind: 'delete', ids: [group] },
      ],
      { label: 'erase' },
    )
    expect(hand.shape(target)).toBeUndefined()
    expect(hand.shape(arrow)).toMatchObject({ points: [0, 0, 295, 0] })
    expect(hand.shape(anew)).toMatchObject({ points: [0, 0, 100, 0] })
  })

  test('what is lifted out of a group that goes keeps its arrows as they are', () => {
    const hand = createTestEditor()
    const target = hand.add('target', 'rectangle', { position: [300, 0], size: [100, 100] })
    const group = hand.add('group', 'group', {})
    hand.editor.port.dispatch([{ kind: 'place', ids: [target], parentId: group, at: 'front' }])
    const end = { shapeId: target, anchor: [0.5, 0.5] }
    hand.add('arrow', 'arrow', { position: [0, 50], points: [0, 0, 100, 0], end })
    commit(hand.editor, [{ kind: 'delete', ids: [group], children: 'lift' }], { label: 'ungroup' })
    expect(hand.sent.at(-1)?.[0]).toHaveLength(1)
  })

  test('locked shapes are not deleted', () => {
    const hand = createTestEditor()
    const id = hand.add('locked', 'rectangle', { ...box(0), locked: true })
    hand.editor.store.setState({ selection: new Set([id]) })
    runCommand(hand.editor, 'delete')
    expect(hand.shape(id)).toBeDefined()
  })

  test('group and ungroup keep the shapes and select what results', () => {
    const hand = createTestEditor()
    const a = hand.add('a', 'rectangle', box(0))
    const b = hand.add('b', 'rectangle', box(100))
    hand.editor.store.setState({ selection: new Set([a, b]) })
    runCommand(hand.editor, 'group')
    const [group] = hand.editor.store.getState().selection
    expect(hand.shape(a)).toMatchObject({ parentId: group })
    runCommand(hand.editor, 'ungroup')
    expect(hand.shape(a)).toMatchObject({ parentId: null })
    expect([...hand.editor.store.getState().selection]).toEqual([a, b])
    expect(hand.sent).toHaveLength(2)
  })

  test('arrow keys move by one, with Shift by ten; repeats are one operation', () => {
    const hand = createTestEditor()
    const id = hand.add('a', 'rectangle', box(0))
    hand.editor.store.setState({ selection: new Set([id]) })
    const nudge = createNudge(hand.editor)
    nudge.press('ArrowRight', false)
    nudge.press('ArrowRight', false)
    nudge.press('ArrowDown', true)
    expect(hand.sent).toHaveLength(0)
    nudge.finish()
    expect(hand.sent).toHaveLength(1)
    expect(hand.shape(id)).toMatchObject({ position: [2, 10] })
  })

  test('copied shapes come back under new ids with their groups and bindings', () => {
    const hand = createTestEditor()
    const a = hand.add('a', 'rectangle', box(0))
    const b = hand.add('b', 'rectangle', box(300))
    const arrow = hand.add('arrow', 'arrow', {
      position: [50, 25],
      points: [0, 0, 250, 0],
      start: { shapeId: a, anchor: [0.5, 0.5] },
      end: { shapeId: b, anchor: [0.5, 0.5] },
    })
    hand.editor.store.setState({ selection: new Set([a, b, arrow]) })
    runCommand(hand.editor, 'group')
    const text = copySelection(hand.editor)
    pasteContent(hand.editor, text ?? '', '')
    const view = hand.editor.port.view()
    expect(view.size).toBe(8)
    const [copiedGroup] = hand.editor.store.getState().selection
    const members = copiedGroup === undefined ? [] : view.children(copiedGroup)
    const copiedArrow = members.find(({ kind }) => kind === 'arrow')
    const boxes = members.filter(({ kind }) => kind === 'rectangle').map(({ id }) => id)
    expect(members).toHaveLength(3)
    expect(copiedArrow?.start).toMatchObject({ shapeId: boxes[0] })
    expect(copiedArrow?.end).toMatchObject({ shapeId: boxes[1] })
  })

  test('plain text is pasted as a text shape, also when it looks like something else', () => {
    const hand = createTestEditor()
    pasteContent(hand.editor, '{"flowstate":1,"shapes":"no"}', '')
    const [shape] = [...hand.editor.port.view().shapes()]
    expect(shape).toMatchObject({ kind: 'text', text: '{"flowstate":1,"shapes":"no"}' })
  })
})
