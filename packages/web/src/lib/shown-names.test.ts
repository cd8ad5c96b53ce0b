import type { UserId, WorkspaceId } from '@flowstate/engine'
import type { Workspace } from '@flowstate/protocol'
import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { titled } from '../features/canvases/titled-canvas.ts'
import { titledWorkspace } from '../features/workspaces/workspace-title.ts'
import { shownPerson } from './shown-person.ts'

beforeAll(() =>
  i18next.init({
    lng: 'de',
    resources: {
      de: {
        translation: {
          untitled: 'Ohne Titel',
          guestName: 'Gast',
          'workspaces.mine': 'Mein Arbeitsbereich',
          'workspaces.of': 'Bei {{name}}',
        },
      },
    },
    keySeparator: false,
  }),
)

const workspace = (more: Partial<Workspace>): Workspace => ({
  id: '0197b2a4-0000-7000-8000-0000000000c1' as WorkspaceId,
  name: 'My workspace',
  role: 'viewer',
  personal: true,
  canvasCount: 0,
  memberCount: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
})
const ann = { id: 'ann' as UserId, displayName: 'Ann', color: '#000000', guest: false }

describe('names nobody has given', () => {
  test('a canvas without a name is called so in the reader’s language, one that somebody called Untitled is not', () => {
    expect(titled({ name: 'Untitled', unnamed: true }).name).toBe('Ohne Titel')
    expect(titled({ name: 'Untitled' }).name).toBe('Untitled')
  })

  test('a personal workspace says whose it is, one’s own that it is one’s own, and a given name stays', () => {
    const names = [
      workspace({ unnamed: true }),
      workspace({ unnamed: true, madeFor: ann }),
      workspace({ unnamed: true, madeFor: { ...ann, displayName: 'Guest', guest: true } }),
      workspace({ name: 'Plans', madeFor: ann }),
      workspace({ name: 'My workspace', personal: false }),
    ].map((one) => titledWorkspace(one).name)
    expect(names).toEqual(['Mein Arbeitsbereich', 'Bei Ann', 'Bei Gast', 'Plans (Ann)', 'My workspace'])
  })

  test('a guest without a name is a guest in the reader’s language, an account may be called Guest', () => {
    expect(shownPerson({ displayName: 'Guest', guest: true }).displayName).toBe('Gast')
    expect(shownPerson({ displayName: 'Guest', guest: false }).displayName).toBe('Guest')
    expect(shownPerson({ displayName: 'Gus', guest: true }).displayName).toBe('Gus')
  })
})
