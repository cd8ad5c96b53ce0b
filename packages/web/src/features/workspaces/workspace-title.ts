import type { Workspace } from '@flowstate/protocol'
import i18next from 'i18next'
import { shownPerson } from '../../lib/shown-person.ts'

/** The same under the name it is shown with: in the reader's language where nobody has named it, and whose it is. */
export function titledWorkspace(workspace: Workspace): Workspace {
  const { unnamed, madeFor } = workspace
  const owner = madeFor && shownPerson(madeFor).displayName
  if (unnamed === true)
    return {
      ...workspace,
      name: owner === undefined ? i18next.t('workspaces.mine') : i18next.t('workspaces.of', { name: owner }),
    }
  return owner === undefined ? workspace : { ...workspace, name: `${workspace.name} (${owner})` }
}

/** The one that was made for the reader: it cannot be left, and new canvases go there. */
export function isOwnPersonal({ personal, madeFor }: Workspace): boolean {
  return personal && madeFor === undefined
}
