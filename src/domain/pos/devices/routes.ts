import * as deliveries from '#contract/endpoints/pos-deliveries.ts'
import * as devices from '#contract/endpoints/pos-devices.ts'
import { on, type Route } from '#contract/route.ts'
import { pageOf, placeOf } from '#domain/loyalty/page-of.ts'
import type { BookingRim } from '../book-visit.ts'
import { changeDevice } from './change-device.ts'
import { readConflicts } from './conflict-rows.ts'
import { decideConflict } from './decide-conflict.ts'
import { deliverEntries } from './deliver-entries.ts'
import { listDevices, ofTheirStores } from './device-rows.ts'
import { readOfflineRules, setOfflineRules } from './offline-rules.ts'
import { registerDevice } from './register-device.ts'
import { syncDevice } from './sync-device.ts'

export const routes = (rim: BookingRim): Route[] => [...deviceRoutes(rim), ...deliveryRoutes(rim)]

const deviceRoutes = ({ context }: BookingRim): Route[] => [
  on(devices.registerPosDevice, ({ body, caller }) => registerDevice(context, caller, body)),
  on(devices.listPosDevices, async ({ caller }) => ({
    items: await listDevices(context.database, ofTheirStores(caller.stores)),
  })),
  on(devices.updatePosDevice, ({ params, body, caller }) =>
    changeDevice(context, caller, params.deviceId, body),
  ),
  on(devices.syncPosDevice, ({ params, body, caller }) =>
    syncDevice(context, caller, params.deviceId, body.waiting),
  ),
  on(devices.readOfflineRules, () => readOfflineRules(context.database)),
  on(devices.setOfflineRules, ({ body }) => setOfflineRules(context.database, body)),
]

const deliveryRoutes = (rim: BookingRim): Route[] => [
  on(deliveries.deliverEntries, ({ body: { device: deviceId, entries }, caller }) =>
    deliverEntries({ rim, caller, deviceId }, entries),
  ),
  on(deliveries.listPosConflicts, async ({ query: { which, cursor, limit }, caller }) => {
    const asked = { which, after: placeOf(cursor), limit: limit + 1 }
    const rows = await readConflicts(rim.context.database, caller.stores, asked)
    return pageOf(rows, limit, ({ id }) => id)
  }),
  on(deliveries.decidePosConflict, ({ params, body, caller }) =>
    decideConflict({ rim, caller }, { ...params, ...body }),
  ),
]
