import type { de } from '../de/index.ts'
import type { Same } from '../same.ts'
import { access } from './access.ts'
import { analytics } from './analytics.ts'
import { audit } from './audit.ts'
import { cards } from './cards.ts'
import { charts } from './charts.ts'
import { companies } from './companies.ts'
import { companyFile } from './company-file.ts'
import { conditions } from './conditions.ts'
import { connections } from './connections.ts'
import { consents } from './consents.ts'
import { counter } from './counter.ts'
import { customerFile } from './customer-file.ts'
import { customers } from './customers.ts'
import { devices } from './devices.ts'
import { droppedFiles } from './dropped-files.ts'
import { duplicates } from './duplicates.ts'
import { errors } from './errors.ts'
import { firstStart } from './first-start.ts'
import { frame } from './frame.ts'
import { gifts } from './gifts.ts'
import { importReasons } from './import-reasons.ts'
import { imports } from './imports.ts'
import { liability } from './liability.ts'
import { mails } from './mails.ts'
import { opening } from './opening.ts'
import { overview } from './overview.ts'
import { partners } from './partners.ts'
import { places } from './places.ts'
import { points } from './points.ts'
import { portal } from './portal.ts'
import { portalOffice } from './portal-office.ts'
import { pos } from './pos.ts'
import { prints } from './prints.ts'
import { program } from './program.ts'
import { referrals } from './referrals.ts'
import { rewardReasons } from './reward-reasons.ts'
import { rewards } from './rewards.ts'
import { rights } from './rights.ts'
import { rowFile } from './row-file.ts'
import { settings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { start } from './start.ts'
import { system } from './system.ts'
import { tills } from './tills.ts'
import { voucherReasons } from './voucher-reasons.ts'
import { vouchers } from './vouchers.ts'
import { wallet } from './wallet.ts'
import { walletOffice } from './wallet-office.ts'
import { webhooks } from './webhooks.ts'
import { writing } from './writing.ts'

export const en = {
  access,
  analytics,
  audit,
  cards,
  charts,
  companies,
  conditions,
  connections,
  consents,
  'company-file': companyFile,
  counter,
  'customer-file': customerFile,
  'row-file': rowFile,
  customers,
  devices,
  'dropped-files': droppedFiles,
  duplicates,
  errors,
  'first-start': firstStart,
  frame,
  gifts,
  'import-reasons': importReasons,
  imports,
  liability,
  mails,
  opening,
  overview,
  partners,
  places,
  points,
  portal,
  'portal-office': portalOffice,
  pos,
  referrals,
  'reward-reasons': rewardReasons,
  rewards,
  prints,
  program,
  rights,
  settings,
  start,
  system,
  'sign-in': signIn,
  tills,
  'voucher-reasons': voucherReasons,
  vouchers,
  wallet,
  'wallet-office': walletOffice,
  webhooks,
  writing,
} satisfies Same<typeof de>
