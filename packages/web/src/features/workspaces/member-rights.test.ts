import type { Role } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { rightsOnMember, rolesToGive } from './member-rights.ts'

const member = (role: Role) => ({ role, guest: false, self: false })

describe('what is offered on members', () => {
  test('nobody hands out more than they are', () => {
    expect(rolesToGive('owner')).toEqual(['owner', 'admin', 'editor', 'commenter', 'viewer'])
    expect(rolesToGive('admin')).toEqual(['admin', 'editor', 'commenter', 'viewer'])
    expect(rolesToGive('editor')).toEqual([])
  })

  test('admins change and remove up to admins, owners everybody', () => {
    expect(rightsOnMember({ role: 'admin' }, member('admin'))).toMatchObject({
      changeRole: true,
      remove: true,
    })
    expect(rightsOnMember({ role: 'admin' }, member('owner'))).toMatchObject({
      changeRole: false,
      remove: false,
    })
    expect(rightsOnMember({ role: 'owner' }, member('owner'))).toMatchObject({
      changeRole: true,
      remove: true,
    })
    expect(rightsOnMember({ role: 'editor' }, member('viewer'))).toMatchObject({
      changeRole: false,
      remove: false,
    })
  })

  test('nobody removes themselves: they leave', () => {
    expect(rightsOnMember({ role: 'owner' }, { ...member('owner'), self: true })).toEqual({
      changeRole: true,
      remove: false,
      resetLink: false,
    })
  })

  test('a link for a new password is offered for members with an account who are no owners, if the server allows it', () => {
    const allowed = { role: 'owner', resetLinks: true } as const
    expect(rightsOnMember(allowed, member('admin')).resetLink).toBe(true)
    expect(rightsOnMember(allowed, member('owner')).resetLink).toBe(false)
    expect(rightsOnMember(allowed, { ...member('editor'), guest: true }).resetLink).toBe(false)
    expect(rightsOnMember({ role: 'owner' }, member('admin')).resetLink).toBe(false)
  })
})
