import { storedValue } from '../../lib/stored-value.ts'

/** Off until somebody asks for it: shapes that jump surprise those who only want them somewhere. */
export const snappingPreference = storedValue<boolean>('snapping', false, (value) =>
  typeof value === 'boolean' ? value : null,
)
