import type { Cells, ProposedShape, ShapeId } from '@flowstate/engine'
import type { CanvasPort } from '../canvas-port.ts'
import { createEditor, type Editor } from '../editor.ts'
import { createMemoryCanvasPort } from '../memory-canvas-port.ts'
import { createToolRunner, type ToolRunner } from '../tool-runner.ts'
import { pointerInputAt } from '../tools/pointer-input-at.ts'
import type { Modifiers, PointerInput } from '../tools/tool.ts'
import type { ToolId } from '../tools/tool-id.ts'

/** Letters as wide as half the font size: layouts in tests need no browser. */
const measurer = {
  measure: (text: string, font: string) => text.length * (Number.parseFloat(font.split(' ')[1] ?? '20') / 2),
  forget: () => undefined,
}

/** An editor over a canvas in memory, with a hand that draws on it. */
export interface TestEditor {
  readonly editor: Editor
  readonly runner: ToolRunner
  /** Every list of changes that was sent. */
  readonly sent: Parameters<CanvasPort['dispatch']>[]
  readonly previews: Parameters<CanvasPort['sendPreview']>[0][]
  add(id: string, kind: string, cells: Cells): ShapeId
  use(tool: ToolId): void
  press(x: number, y: number, more?: Partial<PointerInput & { clicks: number }>): void
  move(x: number, y: number, more?: Partial<PointerInput>): void
  release(x: number, y: number, more?: Partial<PointerInput>): void
  /** Presses, moves in steps and releases. */
  drag(from: readonly [number, number], to: readonly [number, number], keys?: Partial<Modifiers>): void
  shape(id: ShapeId): Readonly<Record<string, unknown>> | undefined
}

export function testShapeId(name: string): ShapeId {
  return name.padEnd(10, '_') as ShapeId
}

export function createTestEditor(): TestEditor {
  const sent: TestEditor['sent'] = []
  const previews: TestEditor['previews'] = []
  const memory = createMemoryCanvasPort()
  const port: CanvasPort = {
    ...memory,
    dispatch(...call) {
      sent.push(call)
      return memory.dispatch(...call)
    },
    sendPreview: (preview) => previews.push(preview),
  }
  const editor = createEditor(port, measurer)
  port.subscribe({
    canvas(changed) {
      if (changed === 'all') editor.scene.update('all')
      else editor.scene.update(new Set([...changed].flatMap((id) => (id === '@canvas' ? [] : [id]))))
    },
  })
  const runner = createToolRunner(editor)
  const test: TestEditor = {
    editor,
    runner,
    sent,
    previews,
    add(name, kind, cells) {
      const id = testShapeId(name)
      const shape: ProposedShape = { id, kind, ...cells }
      const added = memory.dispatch([{ kind: 'create', shape }])
      if (!added.ok) throw new Error(added.error.detail)
      return id
    },
    use: (tool) => editor.store.setState({ tool }),
    press: (x, y, more) => runner.send({ type: 'down', clicks: 1, ...pointerInputAt(x, y, more), ...more }),
    move: (x, y, more) => runner.send({ type: 'move', ...pointerInputAt(x, y, more) }),
    release: (x, y, more) => runner.send({ type: 'up', ...pointerInputAt(x, y, more) }),
    drag([fromX, fromY], [toX, toY], keys) {
      test.press(fromX, fromY, keys)
      for (let i = 1; i <= 4; i++)
        test.move(fromX + ((toX - fromX) * i) / 4, fromY + ((toY - fromY) * i) / 4, keys)
      test.release(toX, toY, keys)
    },
    shape: (id) => port.view().get(id),
  }
  return test
}
