import type { Canvas } from '@flowstate/protocol'
import { Suspense } from 'react'
import { latePart } from '../../app/late-part.ts'
import { useCanvasRevision, useEditor, useEditorState, useStatusPart } from '../../editor/editor-context.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import { useSignedIn } from '../auth/use-signed-in.ts'

const ClaimHint = patientLazy(async () => (await latePart(import('../auth/claim-hint.tsx'))).ClaimHint)

/** So many shapes make a board that somebody would miss. */
const shapesMin = 3

/**
 * The hint to claim this board: for guests whose own it is, once something is on it, and never during a gesture or a
 * presentation, nor where a search or the list of layers is.
 */
export function GuestHint({ canvas }: { readonly canvas: Canvas }) {
  const { port } = useEditor()
  useCanvasRevision(port.view().size < shapesMin)
  const isSaved = useStatusPart(({ connection, pending }) => connection.name === 'live' && pending === 0)
  const isGuest = useSignedIn()?.user.guest === true
  const isBusy = useEditorState((state) => state.draft.kind !== 'none' || state.editing !== null)
  const isElsewhere = useEditorState((state) => state.finding || state.layers || state.scenery !== 'islands')
  if (!isGuest || canvas.role !== 'owner' || isBusy || isElsewhere) return null
  if (!isSaved || port.view().size < shapesMin) return null
  return (
    <Suspense fallback={null}>
      <ClaimHint />
    </Suspense>
  )
}
