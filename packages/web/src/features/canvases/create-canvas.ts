import type { RestClient } from '@flowstate/client'
import type { Canvas } from '@flowstate/protocol'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'

interface WorkspaceEntry {
  readonly id: string
}

/** The workspace new canvases go to: the personal one. */
async function personalWorkspaceId(rest: RestClient): Promise<string> {
  const signedIn = await ensureSignedIn(rest)
  if (typeof signedIn.workspaceId === 'string') return signedIn.workspaceId
  const { items } = await rest.get<{ items: readonly WorkspaceEntry[] }>('/workspaces')
  const [first] = items
  if (first !== undefined) return first.id
  return (await rest.post<WorkspaceEntry>('/workspaces', { name: 'Personal' })).id
}

/** Without a name nobody has named it: it is shown under a word of the reader's language. */
export async function createCanvas(rest: RestClient, name?: string): Promise<Canvas> {
  const workspaceId = await personalWorkspaceId(rest)
  return rest.post<Canvas>(`/workspaces/${workspaceId}/canvases`, { name })
}

export async function listCanvases(rest: RestClient): Promise<readonly Canvas[]> {
  const workspaceId = await personalWorkspaceId(rest)
  return (await rest.get<{ items: readonly Canvas[] }>(`/workspaces/${workspaceId}/canvases`)).items
}
