import type { Workspace } from '@flowstate/protocol'
import { createContext, useContext } from 'react'

/** The workspace that a page is of. */
export const CurrentWorkspace = createContext<Workspace | null>(null)

export function useCurrentWorkspace(): Workspace {
  const workspace = useContext(CurrentWorkspace)
  if (workspace === null) throw new Error('No workspace above this component')
  return workspace
}
