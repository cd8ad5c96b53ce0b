import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../app/theme-store.ts'
import type { Editor } from './editor.ts'
import { useEditor } from './editor-context.ts'
import styles from './editor-surface.module.css'
import { attachFocusRing } from './focus-ring.ts'
import { attachKeyboardInput } from './keyboard-input.ts'
import { type MountedStage, mountStage } from './mount-stage.ts'
import { attachPointerInput } from './pointer-input.ts'
import { showAllOnce } from './show-all-once.ts'
import { createToolRunner } from './tool-runner.ts'

/** An address may lead to a shape or a part of the canvas, once: then it is the canvas' own again. */
function goWhereAddressLeads(editor: Editor): () => void {
  const { pathname, search, hash } = window.location
  if (!/[?&](shape|view)=/.test(search)) return () => undefined
  let stop: (() => void) | null = null
  let left = false
  void import('./navigate/deep-link.ts').then(({ followDeepLink, readLinkTarget }) => {
    const target = readLinkTarget(search)
    if (left || target === null) return
    stop = followDeepLink(editor, target)
    window.history.replaceState(window.history.state, '', `${pathname}${hash}`)
  })
  return () => {
    left = true
    stop?.()
  }
}

/** The canvas itself. Everything in it is driven from outside React. */
export function StageView(props: {
  /** Shortcuts belong to one stage at a time. */
  readonly keyboard: boolean
  /** Show everything once, when the canvas has arrived. */
  readonly fitFirst: boolean
}) {
  const { t } = useTranslation()
  const editor = useEditor()
  const theme = useTheme((state) => state.theme)
  const container = useRef<HTMLDivElement>(null)
  const stage = useRef<MountedStage | null>(null)
  const firstTheme = useRef(theme)
  const { keyboard, fitFirst } = props

  useEffect(() => {
    const element = container.current
    if (element === null) return
    const host = document.createElement('div')
    host.className = styles.stageHost ?? ''
    element.append(host)
    const mounted = mountStage({ container: host, editor, theme: firstTheme.current })
    stage.current = mounted
    // Text laid out before its font was there has the wrong width.
    document.fonts.addEventListener('loadingdone', mounted.refreshAll)
    // Before anything else hears of them.
    element.addEventListener('pointerdown', mounted.catchUp, { capture: true })
    window.addEventListener('keydown', mounted.catchUp, { capture: true })
    return () => {
      element.removeEventListener('pointerdown', mounted.catchUp, { capture: true })
      window.removeEventListener('keydown', mounted.catchUp, { capture: true })
      document.fonts.removeEventListener('loadingdone', mounted.refreshAll)
      stage.current = null
      mounted.destroy()
      host.remove()
    }
  }, [editor])

  useEffect(() => {
    const element = container.current
    if (element === null) return
    const runner = createToolRunner(editor)
    const keys = keyboard ? attachKeyboardInput(editor, runner, element) : null
    const detachRing = attachFocusRing(element)
    const detach = attachPointerInput({
      element,
      editor,
      runner,
      isSpaceHeld: () => keys?.isSpaceHeld() ?? false,
    })
    return () => {
      detach()
      detachRing()
      keys?.detach()
      runner.destroy()
    }
  }, [editor, keyboard])

  useEffect(() => {
    firstTheme.current = theme
    stage.current?.setTheme(theme)
  }, [theme])

  useEffect(() => (fitFirst ? showAllOnce(editor) : undefined), [editor, fitFirst])

  useEffect(() => (fitFirst ? goWhereAddressLeads(editor) : undefined), [editor, fitFirst])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys: Tab walks through its shapes
    <div ref={container} className={styles.stage} role="application" aria-label={t('canvas')} tabIndex={0} />
  )
}
