import { useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'

type NameWordProps = { name: string; lengthMax?: number; onChange: (name: string) => void }

/** What something is called, or that it has no name yet. */
export function NameWord({ name, lengthMax = 100, onChange }: NameWordProps) {
  const { t } = useTranslation('writing')
  return (
    <EditableWord
      label={t('nameLabel')}
      value={name}
      shown={name || t('nameEmpty')}
      onChange={(text) => onChange(text.trim().slice(0, lengthMax))}
    />
  )
}
