import Type, { type Static } from 'typebox'
import { closedObject } from './rest-basics.ts'

export const healthSchema = closedObject({ status: Type.Literal('ok') })
export type Health = Static<typeof healthSchema>

/** `durability` says in words what an acknowledged operation has survived. */
export const databaseHealthSchema = closedObject({ status: Type.Literal('ok'), durability: Type.String() })
export type DatabaseHealth = Static<typeof databaseHealthSchema>
