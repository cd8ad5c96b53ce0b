import { roleAtLeast } from '@flowstate/protocol'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { createEditor } from '../../editor/editor.ts'
import { EditorContext, useEditor, useStatus } from '../../editor/editor-context.ts'
import { EditorSurface } from '../../editor/editor-surface.tsx'
import { createCanvasImages } from '../../editor/images/canvas-images.ts'
import { createTextMeasurer } from '../../editor/measure-text.ts'
import { attachSharedPresence } from '../../editor/presence/share-presence.ts'
import { DemoButton } from '../demo/demo-button.tsx'
import { CanvasMenu } from './canvas-menu.tsx'
import { CollaborationBar } from './collaboration-bar.tsx'
import { ConnectionNotice, troubleWith } from './connection-notice.tsx'
import type { EnteredCanvas } from './enter-canvas.ts'
import { GuestHint } from './guest-hint.tsx'

const Timeline = lazy(async () => ({ default: (await import('../history/timeline.tsx')).Timeline }))
const ShareDialog = lazy(async () => ({ default: (await import('../sharing/share-dialog.tsx')).ShareDialog }))

const tokenCheckMs = 60_000
const tokenMarginMs = 150_000

/** Renews the login before it runs out, and tells the socket. Once it has ended, only the person can bring it back. */
function useRenewedLogin(entered: EnteredCanvas): void {
  const { rest } = useServices()
  useEffect(() => {
    const renew = (): void => {
      if (rest.session.current() === null) return
      // A failure here is the connection's to report: it will be refused or retried.
      rest.session.accessToken(tokenMarginMs).catch(() => undefined)
    }
    const timer = setInterval(renew, tokenCheckMs)
    const unsubscribe = rest.session.subscribe((signedIn) => {
      if (signedIn !== null) entered.client.authenticate(signedIn.accessToken)
    })
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [rest, entered])
}

/** Asks before work that is nowhere but here is left behind (CL4). */
function useLeaveGuard(entered: EnteredCanvas): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent): void => {
      const { pending, outboxWorks, connection } = entered.client.status()
      if (pending > 0 && (!outboxWorks || connection.name !== 'live')) event.preventDefault()
    }
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [entered])
}

function Workspace({ entered }: { readonly entered: EnteredCanvas }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const status = useStatus()
  const [sharing, setSharing] = useState(false)
  const [timeline, setTimeline] = useState(false)
  const role = status.you?.role ?? entered.canvas.role
  const outdated = status.connection.name === 'stopped' && status.connection.reason.kind === 'outdated'
  const isLost = troubleWith(status.connection) === 'lost'
  const mayEdit = roleAtLeast(role, 'editor') && !outdated && !isLost
  useRenewedLogin(entered)
  useLeaveGuard(entered)
  useEffect(() => attachSharedPresence(editor), [editor])

  useEffect(() => {
    editor.store.setState({ readOnly: !mayEdit })
  }, [editor, mayEdit])

  const reason = outdated ? t('readOnly.outdated') : mayEdit || isLost ? null : t('readOnly.viewer')
  return (
    <>
      {timeline ? (
        <Suspense fallback={null}>
          <Timeline canvas={entered.canvas} mayEdit={mayEdit} onClose={() => setTimeline(false)} />
        </Suspense>
      ) : (
        <EditorSurface
          topLeft={<CanvasMenu canvas={entered.canvas} mayRename={mayEdit} person={entered.person} />}
          topRight={<CollaborationBar onShare={() => setSharing(true)} onHistory={() => setTimeline(true)} />}
          beginning={<DemoButton />}
          readOnlyReason={reason}
        />
      )}
      <ConnectionNotice />
      {!timeline && <GuestHint canvas={entered.canvas} />}
      {sharing && (
        <Suspense fallback={null}>
          <ShareDialog canvasId={entered.canvas.id} mayShare={mayEdit} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** An open canvas with everything around it. */
export function CanvasWorkspace({ entered }: { readonly entered: EnteredCanvas }) {
  const { rest } = useServices()
  const [editor] = useState(() =>
    createEditor(entered.client, createTextMeasurer(), createCanvasImages(rest, entered.canvas.id)),
  )
  return (
    <EditorContext value={editor}>
      <Workspace entered={entered} />
    </EditorContext>
  )
}
