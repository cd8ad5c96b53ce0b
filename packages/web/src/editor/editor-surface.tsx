import { Eye } from 'lucide-react'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../app/late-part.ts'
import { patientLazy } from '../lib/patient-lazy.ts'
import { useFirstMomentOver } from '../lib/use-first-moment-over.ts'
import { useEditor, useEditorState, useIsFresh, useStatusPart } from './editor-context.ts'
import styles from './editor-surface.module.css'
import { EditorDialogs } from './panels/editor-dialogs.tsx'
import { HistoryButtons } from './panels/history-buttons.tsx'
import { Toolbar } from './panels/toolbar.tsx'
import { ZoomControl } from './panels/zoom-control.tsx'
import { StageView } from './stage-view.tsx'

// What is not there in the first moment is not loaded for it.
const StylePanel = patientLazy(async () => (await latePart(import('./panels/style-panel.tsx'))).StylePanel)
const RemoteCursors = patientLazy(async () => (await import('./presence/remote-cursors.tsx')).RemoteCursors)
const RemoteCarets = patientLazy(async () => (await import('./presence/remote-carets.tsx')).RemoteCarets)
const FollowingFrame = patientLazy(
  async () => (await latePart(import('./presence/following-frame.tsx'))).FollowingFrame,
)
const SelectionAnnouncer = patientLazy(
  async () => (await latePart(import('./selection-announcer.tsx'))).SelectionAnnouncer,
)
const BackToContent = patientLazy(
  async () => (await latePart(import('./navigate/back-to-content.tsx'))).BackToContent,
)
const ImageDesk = patientLazy(async () => (await latePart(import('./images/image-desk.tsx'))).ImageDesk)

/** There before anybody can have found a text to type into; focus has to follow the click at once. */
const TextField = patientLazy(async () => (await import('./text-field.tsx')).TextField)

const noticeMs = 4_000

function Notice() {
  const { store } = useEditor()
  const notice = useEditorState((state) => state.notice)
  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => store.setState({ notice: null }), noticeMs)
    return () => clearTimeout(timer)
  }, [notice, store])
  return (
    <div role="status" className={notice === null ? styles.hidden : styles.notice}>
      {notice?.text}
    </div>
  )
}

function EmptyHint({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const fresh = useIsFresh()
  const isSaved = useStatusPart(({ pending }) => pending === 0)
  // What the server has may not have come, or never will.
  const isUnknown = useStatusPart(({ connection: { name } }) => name === 'connecting' || name === 'stopped')
  const drawing = useEditorState((state) => state.draft.kind !== 'none' || state.editing !== null)
  const readOnly = useEditorState((state) => state.readOnly)
  const placing = useEditorState((state) => state.pendingImages.length > 0)
  const choosing = useEditorState((state) => state.tool === 'select')
  if (!fresh || !isSaved || drawing || placing || readOnly || isUnknown) return null
  return (
    <div className={styles.empty}>
      <strong>{t('empty.title')}</strong>
      <p>{t('empty.text')}</p>
      {choosing && children}
    </div>
  )
}

/** The canvas with its islands. Pages bring what belongs in the upper corners. */
export function EditorSurface(props: {
  readonly topLeft: ReactNode
  readonly topRight: ReactNode
  /** Over the canvas and under the islands, once the first moment is over. */
  readonly over?: ReactNode
  /** Below the hint on a fresh canvas: another way to begin. */
  readonly beginning?: ReactNode
  /** Why this person may only look; null for people who can edit. */
  readonly readOnlyReason: string | null
}) {
  const { t } = useTranslation()
  const readOnly = useEditorState((state) => state.readOnly)
  const isBare = useEditorState((state) => state.scenery !== 'islands')
  const isSettled = useFirstMomentOver()
  const isTyping = useEditorState((state) => state.editing !== null)
  const isStyling = useEditorState((state) => state.tool !== 'select' || state.selection.size > 0)
  return (
    <main className={styles.surface}>
      <StageView keyboard fitFirst />
      <Suspense fallback={null}>
        {isSettled && (
          <>
            <RemoteCursors />
            <RemoteCarets />
            <FollowingFrame />
            <SelectionAnnouncer />
            {props.over}
          </>
        )}
      </Suspense>
      <Suspense fallback={null}>{(isSettled || isStyling || isTyping) && <TextField />}</Suspense>
      <EmptyHint>{props.beginning}</EmptyHint>
      <Suspense fallback={null}>{isSettled && <ImageDesk />}</Suspense>
      <div className={styles.islands} data-bare={isBare}>
        <div className={styles.topLeft}>{props.topLeft}</div>
        <div className={styles.topRight}>{props.topRight}</div>
        {!readOnly && (
          <div className={styles.left}>
            <Suspense fallback={null}>{(isSettled || isStyling) && <StylePanel />}</Suspense>
          </div>
        )}
        <div className={styles.bottomCentre}>
          <Notice />
          <Suspense fallback={null}>{isSettled && <BackToContent />}</Suspense>
          {props.readOnlyReason !== null && (
            <p className={styles.readOnly}>
              <Eye size={16} aria-hidden />
              <span>
                <strong>{t('readOnly')}.</strong> {props.readOnlyReason}
              </span>
            </p>
          )}
          <Toolbar />
        </div>
        <div className={styles.bottomLeft}>
          <ZoomControl />
        </div>
        <div className={styles.bottomRight}>
          <HistoryButtons />
        </div>
      </div>
      <EditorDialogs />
    </main>
  )
}
