import { Copy, FileSearch, LayoutGrid, List, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import './app/fonts.css'
import './ui/tokens.css'
import { startTheme, type ThemeChoice, useTheme } from './app/theme-store.ts'
import { startTranslations } from './app/translations.ts'
import styles from './design-page.module.css'
import { Avatar } from './ui/avatar.tsx'
import { Badge } from './ui/badge.tsx'
import { Bone } from './ui/bone.tsx'
import { Button } from './ui/button.tsx'
import { ChoiceField } from './ui/choice-field.tsx'
import { ConfirmDialog } from './ui/confirm-dialog.tsx'
import { EmptyState } from './ui/empty-state.tsx'
import { IconButton } from './ui/icon-button.tsx'
import { LabelledField } from './ui/labelled-field.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from './ui/menu.tsx'
import { Modal } from './ui/modal.tsx'
import { Segments } from './ui/segments.tsx'
import { TipLayer } from './ui/tip-layer.tsx'
import { Toaster } from './ui/toaster.tsx'
import { toast } from './ui/toasts.ts'
import { Toggle } from './ui/toggle.tsx'

const colours = [
  'accent',
  'accent-strong',
  'accent-soft',
  'surface',
  'surface-2',
  'surface-3',
  'canvas',
  'line',
]
const inks = ['text', 'text-2', 'danger', 'good', 'warn']
const people = [
  ['Ann Archer', '#4f5bd5'],
  ['Ben', '#2b8a42'],
  ['Zoë Quinn', '#e8a33d'],
] as const

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <div className={styles.row}>{children}</div>
    </section>
  )
}

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  return (
    <Part title="Overlays">
      <Menu
        trigger={
          <IconButton label="More">
            <MoreHorizontal size={18} aria-hidden />
          </IconButton>
        }
        align="start"
      >
        <MenuLabel>Canvas</MenuLabel>
        <MenuItem icon={Pencil} label="Rename" keys="F2" onSelect={() => toast('Renamed')} />
        <MenuItem icon={Copy} label="Duplicate" disabled onSelect={() => undefined} />
        <MenuLine />
        <MenuItem icon={Trash2} label="Move to trash" danger onSelect={() => setOpen('confirm')} />
      </Menu>
      <Button onClick={() => setOpen('dialog')}>Dialog</Button>
      <Button onClick={() => setOpen('confirm')}>Confirm</Button>
      <Button onClick={() => toast('Moved to the trash', { label: 'Undo', run: () => toast('Back') })}>
        Toast
      </Button>
      {open === 'dialog' && (
        <Modal title="Name this version" text="The name leads back to it." onClose={() => setOpen(null)}>
          <LabelledField label="Name" placeholder="Before the review" />
        </Modal>
      )}
      {open === 'confirm' && (
        <ConfirmDialog
          title="Delete for ever?"
          text="The canvas and its history cannot be brought back."
          verb="Delete for ever"
          onConfirm={() => Promise.reject(new Error('The server cannot be reached.'))}
          onClose={() => setOpen(null)}
        />
      )}
    </Part>
  )
}

function Choices() {
  const { choice, choose } = useTheme()
  const [view, setView] = useState<'grid' | 'list'>('grid')
  const [on, setOn] = useState(true)
  return (
    <Part title="Choices">
      <Segments<'grid' | 'list'>
        label="View"
        value={view}
        options={[
          { value: 'grid', label: 'Grid', icon: LayoutGrid },
          { value: 'list', label: 'List', icon: List },
        ]}
        choose={setView}
      />
      <ChoiceField<ThemeChoice>
        label="Theme"
        value={choice}
        options={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'system', label: 'As the system' },
        ]}
        choose={choose}
      />
      <Toggle label="Show the grid" hint="Only for you" on={on} change={setOn} />
    </Part>
  )
}

/** Every token and primitive on one page, for review. Served in development, not part of the app. */
function DesignPage() {
  return (
    <main className={styles.page}>
      <h1>Design system</h1>
      <Part title="Colour">
        {colours.map((name) => (
          <span key={name} className={styles.colour} style={{ background: `var(--${name})` }}>
            <code>{name}</code>
          </span>
        ))}
        {inks.map((name) => (
          <strong key={name} style={{ color: `var(--${name})` }}>
            {name}
          </strong>
        ))}
      </Part>
      <Part title="Type">
        <p className={styles.type}>
          <span style={{ fontSize: 'var(--heading-1)', fontWeight: 650 }}>Heading one</span>
          <span style={{ fontSize: 'var(--heading-2)', fontWeight: 650 }}>Heading two</span>
          <span style={{ fontSize: 'var(--heading-3)', fontWeight: 600 }}>Heading three</span>
          <span style={{ fontSize: 'var(--text-large)' }}>Large text</span>
          <span>Interface text</span>
          <small>Small print</small>
        </p>
      </Part>
      <Part title="Buttons">
        <Button look="primary">Primary</Button>
        <Button>Plain</Button>
        <Button look="quiet">Quiet</Button>
        <Button look="danger">Danger</Button>
        <Button busy>Busy</Button>
        <IconButton label="Rename">
          <Pencil size={18} aria-hidden />
        </IconButton>
      </Part>
      <Part title="Fields">
        <LabelledField label="E-mail" placeholder="ann@example.org" hint="Only for signing in" />
        <LabelledField label="Password" type="password" defaultValue="123" problem="At least 8 characters" />
      </Part>
      <Choices />
      <Part title="People and words">
        {people.map(([name, color]) => (
          <Avatar key={name} name={name} color={color} />
        ))}
        <Avatar name="Ann Archer" color="#4f5bd5" size="large" />
        <Badge>Viewer</Badge>
        <Badge tone="accent">Owner</Badge>
        <Badge tone="good">Saved</Badge>
        <Badge tone="warn">Offline</Badge>
      </Part>
      <Part title="Waiting and empty">
        <Bone width="180px" />
        <Bone width="120px" height="80px" />
        <EmptyState icon={FileSearch} title="Nothing found" text="Try another word, or look in the trash.">
          <Button>Clear the search</Button>
        </EmptyState>
      </Part>
      <Overlays />
    </main>
  )
}

startTheme()
startTranslations()
const host = document.getElementById('app')
if (host === null) throw new Error('The page has no place for the app')
createRoot(host).render(
  <>
    <DesignPage />
    <Toaster />
    <TipLayer />
  </>,
)
