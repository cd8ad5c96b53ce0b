/** What someone may do on a canvas or in a workspace, weakest first. */
export const roles = ['viewer', 'commenter', 'editor', 'admin', 'owner'] as const

export type Role = (typeof roles)[number]

/** Whether `role` includes everything `needed` allows. */
export function roleAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

export function strongerRole(a: Role | null, b: Role | null): Role | null {
  if (a === null) return b
  if (b === null) return a
  return roleAtLeast(a, b) ? a : b
}
