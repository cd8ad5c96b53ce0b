import type { RestClient } from '@flowstate/client'

interface ListPage<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

const pageItems = 200

/** A whole list, page after page. Throws RestError. */
export async function everyPage<Item>(
  rest: RestClient,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const search: string = new URLSearchParams({
      ...query,
      limit: String(pageItems),
      ...(cursor === '' ? {} : { cursor }),
    }).toString()
    const page: ListPage<Item> = await rest.get(`${path}?${search}`)
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}
