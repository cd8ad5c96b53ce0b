import { roleAtLeast } from '@flowstate/protocol'
import type { Editor } from '../editor.ts'
import { type Command, viewCommand } from './command.ts'

type WithOthers = typeof import('../gathering/with-others.ts')

/** Does something that comes late; where it cannot be fetched, the others cannot be reached either. */
export const withOthers = (run: (actions: WithOthers) => void): void =>
  void import('../gathering/with-others.ts').then(run, () => undefined)

const late = (name: 'followNext' | 'toggleSpotlight' | 'openChat') => (editor: Editor) =>
  withOthers((actions) => actions[name](editor))

export const followCommands: readonly Command[] = [
  viewCommand('followNext', ['Shift+F'], late('followNext')),
  { ...viewCommand('spotlight', [], late('toggleSpotlight')), whenReadOnly: false },
  {
    ...viewCommand('cursorChat', ['/'], late('openChat')),
    enabled: ({ port }) => roleAtLeast(port.status().you?.role ?? 'viewer', 'commenter'),
  },
]
