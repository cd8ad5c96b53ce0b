import type { CanvasClient } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import { roleAtLeast } from '@flowstate/protocol'
import { type ReactNode, Suspense, startTransition, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { useServices } from '../../app/services.ts'
import { createEditor } from '../../editor/editor.ts'
import { EditorContext, useEditor, useStatusPart } from '../../editor/editor-context.ts'
import { EditorSurface } from '../../editor/editor-surface.tsx'
import { createCanvasImages } from '../../editor/images/canvas-images.ts'
import { createTextMeasurer } from '../../editor/measure-text.ts'
import { attachSharedPresence } from '../../editor/presence/share-presence.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import { DemoButton } from '../demo/demo-button.tsx'
import { CanvasMenu } from './canvas-menu.tsx'
import { troubleWith } from './canvas-trouble.ts'
import { CollaborationBar } from './collaboration-bar.tsx'
import type { EnteredCanvas } from './enter-canvas.ts'
import { useDescribedCanvas } from './use-described-canvas.ts'

const Timeline = patientLazy(async () => (await latePart(import('../history/timeline.tsx'))).Timeline)
const Comments = patientLazy(async () => (await latePart(import('../comments/comments.tsx'))).Comments)
const ConnectionNotice = patientLazy(
  async () => (await latePart(import('./connection-notice.tsx'))).ConnectionNotice,
)
const GuestHint = patientLazy(async () => (await latePart(import('./guest-hint.tsx'))).GuestHint)
const ShareDialog = patientLazy(
  async () => (await latePart(import('../sharing/share-dialog.tsx'))).ShareDialog,
)

const tokenCheckMs = 60_000
const tokenMarginMs = 150_000

/** Renews the login before it runs out, and tells the socket. Once it has ended, only the person can bring it back. */
function useRenewedLogin(client: CanvasClient): void {
  const { rest } = useServices()
  useEffect(() => {
    const renew = (): void => {
      if (rest.session.current() === null) return
      // A failure here is the connection's to report: it will be refused or retried.
      rest.session.accessToken(tokenMarginMs).catch(() => undefined)
    }
    const timer = setInterval(renew, tokenCheckMs)
    const unsubscribe = rest.session.subscribe((signedIn) => {
      if (signedIn !== null) client.authenticate(signedIn.accessToken)
    })
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [rest, client])
}

/** Asks before work that is nowhere but here is left behind (CL4). */
function useLeaveGuard(client: CanvasClient): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent): void => {
      const { pending, kept, connection } = client.status()
      if (kept < pending || (pending > 0 && connection.name !== 'live')) event.preventDefault()
    }
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [client])
}

interface WorkspaceProps {
  readonly client: CanvasClient
  /** Null while the canvas is being made: until then it can be drawn on, and nothing else. */
  readonly entered: Pick<EnteredCanvas, 'person' | 'canvas'> | null
  /** Why there is no canvas yet, where that has to be said. */
  readonly trouble?: ReactNode
}

function Workspace({ client, entered, trouble }: WorkspaceProps) {
  const { t } = useTranslation()
  const editor = useEditor()
  const stopped = useStatusPart(({ connection }) => troubleWith(connection))
  const canvas = useDescribedCanvas(client, entered?.canvas ?? null)
  const [sharing, setSharing] = useState(false)
  /** The version the past is opened at; 0 is the newest, null the present. */
  const [timeline, setTimeline] = useState<number | null>(null)
  // The canvas stays until the past can be shown.
  const openTimeline = (at: number) => startTransition(() => setTimeline(at))
  const role = useStatusPart(({ you }) => you?.role ?? canvas?.role ?? 'owner')
  const outdated = stopped === 'outdated'
  const isLost = stopped === 'lost'
  const mayEdit = roleAtLeast(role, 'editor') && !outdated && !isLost
  useRenewedLogin(client)
  useLeaveGuard(client)
  useEffect(() => attachSharedPresence(editor), [editor])

  useEffect(() => {
    editor.store.setState({ readOnly: !mayEdit })
  }, [editor, mayEdit])

  const looking = role === 'commenter' ? t('readOnly.commenter') : t('readOnly.viewer')
  const reason = outdated ? t('readOnly.outdated') : mayEdit || isLost ? null : looking
  return (
    <>
      <Suspense fallback={null}>
        {timeline !== null && canvas !== null ? (
          <Timeline canvas={canvas} at={timeline} mayEdit={mayEdit} onClose={() => setTimeline(null)} />
        ) : (
          <EditorSurface
            topLeft={<CanvasMenu canvas={canvas} mayRename={mayEdit} person={entered?.person ?? null} />}
            topRight={
              <CollaborationBar
                ready={canvas !== null && !isLost}
                onShare={() => setSharing(true)}
                onHistory={() => openTimeline(0)}
              />
            }
            over={
              canvas !== null && (
                <>
                  <Comments onVersion={openTimeline} />
                  <GuestHint canvas={canvas} />
                </>
              )
            }
            beginning={<DemoButton />}
            readOnlyReason={reason}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>{trouble ?? <ConnectionNotice />}</Suspense>
      {sharing && canvas !== null && (
        <Suspense fallback={null}>
          <ShareDialog canvas={canvas} mayEdit={mayEdit} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** A canvas with everything around it. */
export function CanvasWorkspace({
  canvasId,
  ...workspace
}: WorkspaceProps & { readonly canvasId: CanvasId | Promise<CanvasId> }) {
  const { rest } = useServices()
  const [editor] = useState(() =>
    createEditor(workspace.client, createTextMeasurer(), {
      images: createCanvasImages(rest, canvasId),
      rest,
    }),
  )
  return (
    <EditorContext value={editor}>
      <Workspace {...workspace} />
    </EditorContext>
  )
}
