type Measured = { temperatureCelsius: number | null; temperatureFahrenheit: number | null };
export type Scale = 'celsius' | 'fahrenheit';

/** The regions whose weather is told in Fahrenheit, after CLDR's `unitPreferenceData` for temperature. */
const FAHRENHEIT = new Set(['BS', 'BZ', 'KY', 'PR', 'PW', 'US', 'AS', 'GU', 'MP', 'VI', 'UM', 'FM', 'MH', 'LR']);

/** The scale a locale is used to. A locale that names no region counts as Celsius, as most of the world does. */
export function scaleOf(locale: string): Scale {
  try {
    return FAHRENHEIT.has(new Intl.Locale(locale).region ?? '') ? 'fahrenheit' : 'celsius';
  } catch {
    return 'celsius';
  }
}

const numbers = new Map<string, Intl.NumberFormat>();

/** `30.1 °C` in the language's own figures, or null when nothing was measured. */
export function temperature(weather: Measured, scale: Scale, language: string): string | null {
  const degrees = scale === 'celsius' ? weather.temperatureCelsius : weather.temperatureFahrenheit;
  if (degrees === null) return null;
  let number = numbers.get(language);
  if (!number) {
    number = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    numbers.set(language, number);
  }
  // Minus a twentieth of a degree is nought, not minus nought.
  const shown = Math.abs(degrees) < 0.05 ? 0 : degrees;
  return `${number.format(shown)}\u00a0°${scale === 'celsius' ? 'C' : 'F'}`;
}
