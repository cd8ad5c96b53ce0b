import { err, ok, type Result } from '@flowstate/engine'
import { judgedByCommit } from '@flowstate/protocol'
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { type RefusedAnswer, refuse } from './answer.ts'

type Part = 'params' | 'query' | 'body' | 'optional body'

const nothing: TObject = Type.Object({}, { additionalProperties: false })

interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly message: string
  readonly params: object
}

/** `additionalProperties` and `required` speak of the object; the pointer should name the key. */
function pointerOf(error: SchemaError): string {
  const key =
    'additionalProperties' in error.params
      ? error.params.additionalProperties
      : 'requiredProperties' in error.params
        ? error.params.requiredProperties
        : undefined
  if (!Array.isArray(key) || typeof key[0] !== 'string') return error.instancePath
  return `${error.instancePath}/${key[0].replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Addresses carry text; what a schema calls a number or a boolean is read as one, everything else stays as it came. */
function readTexts(schema: TSchema, raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !Type.IsObject(schema)) return raw
  const read: [string, unknown][] = Object.entries(raw).map(([key, value]) => {
    const wanted = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
    if (wanted === undefined || typeof value !== 'string') return [key, value]
    if (Type.IsInteger(wanted) && /^-?\d{1,16}$/.test(value)) return [key, Number(value)]
    if (Type.IsBoolean(wanted) && (value === 'true' || value === 'false')) return [key, value === 'true']
    return [key, value]
  })
  return Object.fromEntries(read)
}

/**
 * A check compiled once per route. Nothing is dropped and nothing in a body is converted: an unknown key is refused with
 * its pointer. An id in the path that cannot exist is `not_found`, like one that does not (AC1).
 */
export function checkInput<Schema extends TSchema>(
  schema: Schema | undefined,
  part: Part,
): (raw: unknown) => Result<Static<Schema>, RefusedAnswer> {
  if (schema !== undefined && judgedByCommit in schema) return (raw) => ok(raw as Static<Schema>)
  const validator = Compile(schema ?? nothing)
  const textual = part === 'params' || part === 'query'
  return (raw) => {
    const present = raw === undefined && (schema === undefined || part === 'optional body') ? {} : raw
    const value = textual ? readTexts(schema ?? nothing, present) : present
    if (validator.Check(value)) return ok(value as Static<Schema>)
    if (part === 'params') return err(refuse('not_found'))
    const errors: readonly SchemaError[] = validator.Errors(value)
    const first = errors.find((error) => error.keyword === 'additionalProperties') ?? errors[0]
    const where = part === 'query' ? '/query' : ''
    return err(
      first === undefined
        ? refuse('bad_request')
        : refuse('bad_request', { path: `${where}${pointerOf(first)}`, detail: first.message }),
    )
  }
}
