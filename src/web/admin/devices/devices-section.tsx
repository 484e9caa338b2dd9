import { useTranslation } from 'react-i18next'
import { listPosDevices, readOfflineRules } from '#contract/endpoints/pos-devices.ts'
import { useCall } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import { Conflicts } from './conflicts.tsx'
import { DeviceTable } from './device-table.tsx'
import { OfflineRules } from './offline-rules.tsx'

/** Browsers beside the tills: what they did alone, which there are, what they may. */
export function DevicesSection() {
  const { t } = useTranslation('devices')
  const devices = useCall(listPosDevices, {})
  const rules = useCall(readOfflineRules, {})
  return (
    <>
      <SectionHead name="devices" />
      <div className={forms.part}>
        <Conflicts />
      </div>
      <div className={forms.part}>
        <Loaded reply={devices} shape="rows">
          {({ items }) => (
            <Section heading={t('list')}>
              {items.length === 0 ? (
                <StateEmpty>{t('empty')}</StateEmpty>
              ) : (
                <DeviceTable devices={items} />
              )}
            </Section>
          )}
        </Loaded>
      </div>
      <div className={forms.part}>
        <Loaded reply={rules} shape="rows">
          {(known) => <OfflineRules key={JSON.stringify(known)} known={known} />}
        </Loaded>
      </div>
    </>
  )
}
