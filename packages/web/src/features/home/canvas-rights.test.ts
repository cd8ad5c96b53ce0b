import type { CanvasId, UserId, WorkspaceId } from '@flowstate/engine'
import type { Canvas, Role, Workspace } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { rightsOn } from './canvas-rights.ts'

const me = 'me' as UserId
const at = '2026-01-01T00:00:00.000Z'

const workspace = (id: string, role: Role): Workspace => ({
  id: id as WorkspaceId,
  name: id,
  role,
  personal: false,
  canvasCount: 1,
  memberCount: 2,
  createdAt: at,
})

const canvas = (role: Role, createdBy: UserId): Canvas => ({
  id: 'c' as CanvasId,
  workspaceId: 'team' as WorkspaceId,
  name: 'Plan',
  version: 0,
  role,
  originId: 'c' as CanvasId,
  createdBy,
  createdAt: at,
  updatedAt: at,
})

describe('what is offered on a canvas', () => {
  const own = workspace('own', 'owner')
  const other = 'other' as UserId

  test('AC2 viewers and commenters look', () => {
    for (const role of ['viewer', 'commenter'] as const)
      expect(rightsOn(canvas(role, me), [workspace('team', role), own], me)).toEqual({
        rename: false,
        duplicate: false,
        trash: false,
        targets: [],
      })
  })

  test('editors do everything, but move only what they made', () => {
    const workspaces = [workspace('team', 'editor'), own, workspace('seen', 'viewer')]
    expect(rightsOn(canvas('editor', other), workspaces, me)).toEqual({
      rename: true,
      duplicate: true,
      trash: true,
      targets: [],
    })
    expect(rightsOn(canvas('editor', me), workspaces, me).targets).toEqual([own])
  })

  test('admins move what others made, to where they may edit', () => {
    const shared = workspace('shared', 'editor')
    const workspaces = [workspace('team', 'admin'), shared, workspace('seen', 'commenter')]
    expect(rightsOn(canvas('admin', other), workspaces, me).targets).toEqual([shared])
  })

  test('a link to edit allows a name, and nothing that only members do', () => {
    expect(rightsOn(canvas('editor', me), [own], me)).toEqual({
      rename: true,
      duplicate: false,
      trash: false,
      targets: [],
    })
  })
})
