import type { OperationId } from '@flowstate/engine'
import { expect, it } from 'vitest'
import { partId } from './part-id.ts'
import { sha1 } from './testing/log-harness.ts'

it('OP9 part ids are UUIDs of version 5 in the name space of the request', () => {
  // The name space of DNS names stands in for a request id: its ids can be checked with any other tool.
  const request = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as OperationId
  expect(partId(request, 2, sha1)).toBe('65c4b6be-142d-5299-8a62-f5b28c5492ca')
})
