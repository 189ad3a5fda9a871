import { z } from 'zod'
import { type Endpoint, endpoint, type Permission } from './endpoint.ts'

export const fileFormat = z.enum(['xlsx', 'csv'])

/** A list, narrowed and ordered alike, as a file. */
export const exportOf = <Query extends z.ZodType>(
  list: { readonly path: Endpoint['path']; readonly permission: Permission; readonly query: Query },
  summary = 'The same list as a file (`xlsx` or `csv`).',
) =>
  endpoint({
    method: 'GET',
    path: `${list.path}.:format`,
    summary,
    permission: list.permission,
    params: z.object({ format: fileFormat }),
    query: list.query,
    response: z.any(),
    produces: 'file',
  })
