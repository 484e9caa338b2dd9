import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CorrectionReason, correctionReasons } from '#contract/endpoints/pos-bookings.ts'

type ReasonFieldProps = { value: CorrectionReason; onChange: (reason: CorrectionReason) => void }

/** Why a booking is put right: one of a few, so that nobody is written about. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  const { t } = useTranslation('counter')
  return (
    <Select
      label={t('bookings.reason')}
      comboboxProps={{ withinPortal: false }}
      data={correctionReasons.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => {
        const reason = correctionReasons.find((one) => one === chosen)
        if (reason) onChange(reason)
      }}
    />
  )
}
