import type { CanvasId, Shape, ShapeId, UserId } from '@flowstate/engine'
import type { Canvas } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import type { CanvasCopies, CanvasCopy, CopyLimits, PackedCopy } from './canvas-copies.ts'
import { atOnce } from './in-pieces.ts'

const ada = 'user-a' as UserId
const ben = 'user-b' as UserId
const canvasId = (name: string) => `canvas-${name}` as CanvasId

export function exampleCopy(name: string, fields: Partial<CanvasCopy> = {}): CanvasCopy {
  return {
    userId: ada,
    canvas: { id: canvasId(name), name, role: 'editor' } as Canvas,
    state: { version: 3, canvas: {}, shapes: [] },
    hash: 'hash-3',
    epoch: 'epoch-1',
    savedAtMs: 1,
    ...fields,
  }
}

function exampleShape(id: string): Shape {
  const place = { parentId: null, index: 'a0', createdVersion: 1, updatedVersion: 1 }
  return { id: id as ShapeId, kind: 'rectangle', ...place }
}

const limits: CopyLimits = { canvasesMax: 3, bytesMax: 3_900, canvasBytesMax: 2_000 }

/** What every place for copies must hold. `alter` changes what is stored behind its back. */
export function canvasCopiesContract(
  name: string,
  open: (limits: CopyLimits) => Promise<{
    copies: CanvasCopies
    alter(change: (packed: PackedCopy) => PackedCopy): Promise<void>
  }>,
): void {
  const ownerOf = (copy: CanvasCopy) => ({ userId: copy.userId, canvasId: copy.canvas.id })

  describe(`canvas copies: ${name}`, () => {
    test('CL6 what was written is read again, the newest of a canvas, by its user alone', async () => {
      const { copies } = await open(limits)
      const copy = exampleCopy('a')
      expect(await copies.read(ownerOf(copy))).toBeNull()
      await copies.write(copy)
      const newer = exampleCopy('a', { hash: 'hash-4', savedAtMs: 2 })
      await copies.write(newer)
      expect(await copies.read(ownerOf(copy))).toEqual(newer)
      expect(await copies.read({ userId: ben, canvasId: copy.canvas.id })).toBeNull()
      await copies.forget(ownerOf(copy))
      expect(await copies.read(ownerOf(copy))).toBeNull()
    })

    test('CL6 a damaged copy, one of another format or of another owner is none, and gone', async () => {
      const copy = exampleCopy('a')
      const edits: ((packed: PackedCopy) => PackedCopy)[] = [
        (packed) => ({ ...packed, text: packed.text.replace('hash-3', 'hash-9') }),
        (packed) => ({ ...packed, text: packed.text.slice(0, -20) }),
        (packed) => ({ ...packed, checksum: '' }),
      ]
      for (const edit of edits) {
        const { copies, alter } = await open(limits)
        await copies.write(copy)
        await alter(edit)
        expect(await copies.read(ownerOf(copy))).toBeNull()
        await alter(() => {
          throw new Error('there is still something')
        })
      }
    })

    test('CL6 beyond the limits the copies saved longest ago go, and what is too large is not kept', async () => {
      const { copies } = await open(limits)
      const kept = async (names: string) => {
        const found = await Promise.all([...names].map((one) => copies.read(ownerOf(exampleCopy(one)))))
        return found.flatMap((copy) => copy?.canvas.name ?? [])
      }
      for (const [i, one] of [...'abcd'].entries()) await copies.write(exampleCopy(one, { savedAtMs: i }))
      expect(await kept('abcd')).toEqual(['b', 'c', 'd'])
      const large = (bytes: number) => ({ version: 3, canvas: { filler: 'x'.repeat(bytes) }, shapes: [] })
      await copies.write(exampleCopy('e', { state: large(1_700), savedAtMs: 10 }))
      await copies.write(exampleCopy('f', { state: large(1_700), savedAtMs: 11 }))
      expect(await kept('bcdef')).toEqual(['e', 'f'])
      await copies.write(exampleCopy('f', { state: large(2_500), savedAtMs: 12 }))
      expect(await kept('ef')).toEqual(['e'])
    })

    test('CL6 a large copy is written in pieces, and is not kept of somebody who has signed out meanwhile', async () => {
      const { copies } = await open({ canvasesMax: 3, bytesMax: 1e7, canvasBytesMax: 1e7 })
      const shapes = Array.from({ length: 1_201 }, (_, i) => exampleShape(`shape-${i}-\u{1f600}`))
      const copy = exampleCopy('a', { state: { version: 3, canvas: { grid: 'dots' }, shapes } })
      let pieces = 0
      await copies.write(copy, (piece) => {
        do pieces += 1
        while (piece())
        return () => undefined
      })
      expect(pieces).toBeGreaterThan(5)
      expect(await copies.read(ownerOf(copy))).toEqual(copy)
      const later = exampleCopy('b', { state: copy.state })
      await copies.write(later, (piece) => {
        piece()
        void copies.keepOnly(null).then(() => atOnce(piece))
        return () => undefined
      })
      expect(await copies.read(ownerOf(later))).toBeNull()
    })

    test('CL6 when somebody signs out nothing is kept, nor written by what is still open; another person starts afresh', async () => {
      const { copies } = await open(limits)
      const copy = exampleCopy('a')
      await copies.write(copy)
      await copies.keepOnly(ada)
      expect(await copies.read(ownerOf(copy))).toEqual(copy)
      await copies.keepOnly(null)
      await copies.write(copy)
      expect(await copies.read(ownerOf(copy))).toBeNull()
      await copies.keepOnly(ben)
      await copies.write(copy)
      const own = exampleCopy('a', { userId: ben })
      await copies.write(own)
      expect(await copies.read(ownerOf(copy))).toBeNull()
      expect(await copies.read(ownerOf(own))).toEqual(own)
    })
  })
}
