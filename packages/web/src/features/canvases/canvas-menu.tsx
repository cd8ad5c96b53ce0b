import type { SignedIn } from '@flowstate/client'
import type { Canvas } from '@flowstate/protocol'
import { Menu } from 'lucide-react'
import { lazy, Suspense } from 'react'
import controls from '../../ui/controls.module.css'
import styles from './canvas-menu.module.css'
import { CanvasName } from './canvas-name.tsx'
import { SaveState } from './save-state.tsx'

const MainMenu = lazy(async () => ({ default: (await import('./main-menu.tsx')).MainMenu }))

/** Top left: the menu, the canvas' name, and whether everything is saved. */
export function CanvasMenu(props: {
  readonly canvas: Canvas
  readonly mayRename: boolean
  readonly person: SignedIn['user']
}) {
  const { canvas, mayRename, person } = props
  const waiting = (
    <span className={controls.iconButton}>
      <Menu size={18} aria-hidden />
    </span>
  )
  return (
    <div className={`${controls.island} ${styles.island}`}>
      <Suspense fallback={waiting}>
        <MainMenu canvas={canvas} />
      </Suspense>
      <CanvasName canvas={canvas} mayRename={mayRename} />
      <SaveState person={person} />
    </div>
  )
}
