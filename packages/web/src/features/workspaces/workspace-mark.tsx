import type { Workspace } from '@flowstate/protocol'
import { House } from 'lucide-react'
import { initialsOf } from '../../lib/initials-of.ts'
import { isOwnPersonal } from './workspace-title.ts'
import styles from './workspaces.module.css'

/** The sign of a workspace: letters of its name, a house for one's own, letters of its owner for somebody else's personal one. Decoration. */
export function WorkspaceMark({
  workspace,
  large,
}: {
  readonly workspace: Workspace
  readonly large?: true
}) {
  return (
    <span className={`${styles.mark} ${large === true ? styles.markLarge : ''}`} aria-hidden>
      {isOwnPersonal(workspace) ? (
        <House size={large === true ? 20 : 14} />
      ) : (
        initialsOf(workspace.madeFor?.displayName ?? workspace.name)
      )}
    </span>
  )
}
