import type { RestClient } from '@flowstate/client'
import type { WorkspaceId } from '@flowstate/engine'
import type { Canvas, Workspace } from '@flowstate/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import i18next from 'i18next'
import { useMemo } from 'react'
import { useServices } from '../../app/services.ts'
import { toast } from '../../ui/toasts.ts'
import { createCanvas } from '../canvases/create-canvas.ts'
import { forgetCanvas, rememberCanvas, visitedCanvases } from '../canvases/visited-canvases.ts'
import { changeMine, changeTrash, rereadCanvases } from './canvas-queries.ts'
import { inWords, problemText } from './home-problem.ts'

/** What people do with canvases on the home pages. Those that say nothing of errors tell them in a toast. */
export interface CanvasActions {
  /** In the personal workspace unless told otherwise; opens it. */
  create(workspaceId?: WorkspaceId): Promise<void>
  rename(canvas: Canvas, name: string): Promise<void>
  /** The copy, or null when there is none. */
  duplicate(canvas: Canvas): Promise<Canvas | null>
  trash(canvas: Canvas): Promise<void>
  recover(canvas: Canvas): Promise<void>
  /** Throws an Error in words. */
  move(canvas: Canvas, to: Workspace): Promise<void>
  /** Throws an Error in words. */
  deleteForEver(canvas: Canvas): Promise<void>
}

interface Shop {
  readonly rest: RestClient
  readonly queries: QueryClient
}

/** Shows a change at once, has it made, and takes it back when that fails. */
async function attempt(
  { queries }: Shop,
  show: () => Promise<() => void>,
  make: () => Promise<unknown>,
): Promise<boolean> {
  const takeBack = await show()
  try {
    await make()
    return true
  } catch (error) {
    takeBack()
    toast(problemText(error))
    return false
  } finally {
    void rereadCanvases(queries)
  }
}

function named({ unnamed: _, ...canvas }: Canvas, name: string): Canvas {
  return { ...canvas, name }
}

async function rename(shop: Shop, canvas: Canvas, name: string): Promise<void> {
  const done = await attempt(
    shop,
    () =>
      changeMine(shop.queries, (all) => all.map((one) => (one.id === canvas.id ? named(one, name) : one))),
    () => shop.rest.request({ method: 'PATCH', path: `/canvases/${canvas.id}`, body: { name } }),
  )
  const visited = visitedCanvases().some(({ id }) => id === canvas.id)
  if (done && visited) rememberCanvas({ id: canvas.id, name })
}

const nameLengthMax = 100

/** What a copy is called, in the language of whoever makes it. A long name is cut, what says that it is a copy is not. */
function copyName(name: string): string {
  const room = nameLengthMax - i18next.t('home.copyName', { name: '' }).length
  return i18next.t('home.copyName', { name: [...name].slice(0, room).join('').trimEnd() })
}

/** A list with a canvas at its head, and nowhere else. */
function firstOf(canvases: readonly Canvas[], canvas: Canvas): readonly Canvas[] {
  return [canvas, ...canvases.filter(({ id }) => id !== canvas.id)]
}

async function duplicate({ rest, queries }: Shop, canvas: Canvas): Promise<Canvas | null> {
  try {
    const body = canvas.unnamed ? {} : { name: copyName(canvas.name) }
    const copy = await rest.post<Canvas>(`/canvases/${canvas.id}/duplicate`, body)
    // A list that was read meanwhile may have it already.
    await changeMine(queries, (all) => firstOf(all, copy))
    toast(i18next.t('home.duplicated', { name: canvas.name }))
    void rereadCanvases(queries)
    return copy
  } catch (error) {
    toast(problemText(error))
    return null
  }
}

async function recover(shop: Shop, canvas: Canvas): Promise<void> {
  const { rest, queries } = shop
  const { trashedAt: _trashedAt, ...back } = canvas
  const done = await attempt(
    shop,
    async () => {
      const outOfTrash = await changeTrash(queries, canvas.workspaceId, (all) =>
        all.filter(({ id }) => id !== canvas.id),
      )
      const outOfMine = await changeMine(queries, (all) => firstOf(all, back))
      return () => {
        outOfTrash()
        outOfMine()
      }
    },
    () => rest.post(`/canvases/${canvas.id}/recover`),
  )
  if (done) toast(i18next.t('home.recovered', { name: canvas.name }))
}

async function trash(shop: Shop, canvas: Canvas): Promise<void> {
  const { rest, queries } = shop
  const done = await attempt(
    shop,
    () => changeMine(queries, (all) => all.filter(({ id }) => id !== canvas.id)),
    () => rest.request({ method: 'DELETE', path: `/canvases/${canvas.id}` }),
  )
  if (!done) return
  forgetCanvas(canvas.id)
  toast(i18next.t('home.trashed', { name: canvas.name }), {
    label: i18next.t('home.undo'),
    run: () => void recover(shop, canvas),
  })
}

async function move({ rest, queries }: Shop, canvas: Canvas, to: Workspace): Promise<void> {
  const path = `/canvases/${canvas.id}`
  const request = { method: 'PATCH', path, body: { workspaceId: to.id } } as const
  const moved = await inWords(rest.request<Canvas>(request))
  await changeMine(queries, (all) => all.map((one) => (one.id === canvas.id ? moved : one)))
  toast(i18next.t('home.moved', { name: canvas.name, workspace: to.name }))
  void rereadCanvases(queries)
}

async function deleteForEver({ rest, queries }: Shop, canvas: Canvas): Promise<void> {
  await inWords(rest.request({ method: 'DELETE', path: `/canvases/${canvas.id}?forever=true` }))
  await changeTrash(queries, canvas.workspaceId, (all) => all.filter(({ id }) => id !== canvas.id))
  toast(i18next.t('trash.deleted', { name: canvas.name }))
  void rereadCanvases(queries)
}

export function useCanvasActions(): CanvasActions {
  const { rest, queries } = useServices()
  const navigate = useNavigate()
  return useMemo(() => {
    const shop = { rest, queries }
    return {
      async create(workspaceId) {
        try {
          const canvas =
            workspaceId === undefined
              ? await createCanvas(rest)
              : await rest.post<Canvas>(`/workspaces/${workspaceId}/canvases`, {})
          await navigate({ to: '/c/$canvasId', params: { canvasId: canvas.id } })
        } catch (error) {
          toast(problemText(error))
        }
      },
      rename: (canvas, name) => rename(shop, canvas, name),
      duplicate: (canvas) => duplicate(shop, canvas),
      trash: (canvas) => trash(shop, canvas),
      recover: (canvas) => recover(shop, canvas),
      move: (canvas, to) => move(shop, canvas, to),
      deleteForEver: (canvas) => deleteForEver(shop, canvas),
    }
  }, [rest, queries, navigate])
}
