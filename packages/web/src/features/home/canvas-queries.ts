import type { WorkspaceId } from '@flowstate/engine'
import type { Canvas } from '@flowstate/protocol'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { useServices } from '../../app/services.ts'
import { everyPage } from '../../lib/every-page.ts'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'
import { titled } from '../canvases/titled-canvas.ts'
import { whileLooking } from './while-looking.ts'

type Canvases = readonly Canvas[]

const mineKey = ['canvases', 'mine'] as const
const trashKey = (workspaceId: WorkspaceId) => ['canvases', 'trash', workspaceId] as const

/** Everything this person may open. One list for all pages: they and the search are there at once. */
export function useMyCanvases() {
  const { rest } = useServices()
  return useQuery({
    queryKey: mineKey,
    queryFn: async () => {
      await ensureSignedIn(rest)
      return everyPage<Canvas>(rest, '/me/canvases')
    },
    select: (canvases) => canvases.map(titled),
    ...whileLooking,
  })
}

export function useTrash(workspaceId: WorkspaceId) {
  const { rest } = useServices()
  return useQuery({
    queryKey: trashKey(workspaceId),
    queryFn: () => everyPage<Canvas>(rest, `/workspaces/${workspaceId}/canvases`, { trash: 'true' }),
    select: (canvases) => canvases.map(titled),
    ...whileLooking,
  })
}

/** Changes the list at once. Answers how to take that back. */
async function changeAtOnce(
  queries: QueryClient,
  queryKey: readonly unknown[],
  change: (canvases: Canvases) => Canvases,
): Promise<() => void> {
  // An answer under way is of before.
  await queries.cancelQueries({ queryKey })
  const before = queries.getQueryData<Canvases>(queryKey)
  if (before === undefined) return () => undefined
  queries.setQueryData<Canvases>(queryKey, change(before))
  return () => queries.setQueryData<Canvases>(queryKey, before)
}

export function changeMine(queries: QueryClient, change: (canvases: Canvases) => Canvases) {
  return changeAtOnce(queries, mineKey, change)
}

export function changeTrash(
  queries: QueryClient,
  workspaceId: WorkspaceId,
  change: (canvases: Canvases) => Canvases,
) {
  return changeAtOnce(queries, trashKey(workspaceId), change)
}

/** Has every list of canvases, and the counts of the workspaces, read again. */
export async function rereadCanvases(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['canvases'] }),
    queries.invalidateQueries({ queryKey: ['workspaces'] }),
  ])
}
