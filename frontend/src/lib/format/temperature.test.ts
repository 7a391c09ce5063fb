import { describe, expect, test } from 'vitest';
import { scaleOf, temperature } from './temperature.ts';

const warm = { temperatureCelsius: 30.1, temperatureFahrenheit: 86.2 };

describe('the temperature', () => {
  test('is_written_with_one_decimal_and_a_space_that_does_not_break', () => {
    expect(temperature(warm, 'celsius', 'en-GB')).toBe('30.1\u00a0°C');
  });

  test('keeps_the_decimal_of_a_round_figure', () => {
    expect(temperature({ ...warm, temperatureCelsius: 7 }, 'celsius', 'en-GB')).toBe('7.0\u00a0°C');
  });

  test('uses_the_comma_where_the_language_does', () => {
    expect(temperature(warm, 'celsius', 'de-DE')).toBe('30,1\u00a0°C');
  });

  test('can_be_told_in_fahrenheit', () => {
    expect(temperature(warm, 'fahrenheit', 'en-US')).toBe('86.2\u00a0°F');
  });

  test('is_never_minus_nought', () => {
    expect(temperature({ ...warm, temperatureCelsius: -0.04 }, 'celsius', 'en-GB')).toBe('0.0\u00a0°C');
  });

  test('is_absent_when_nothing_was_measured', () => {
    expect(temperature({ temperatureCelsius: null, temperatureFahrenheit: null }, 'celsius', 'en-GB')).toBeNull();
  });
});

describe('the scale of a locale', () => {
  test.each(['en-US', 'es-PR', 'en-LR', 'zh-Hant-US'])('is_fahrenheit_for_%s', (locale) => {
    expect(scaleOf(locale)).toBe('fahrenheit');
  });

  test.each(['en-GB', 'en-CA', 'en', 'ja-JP', 'es-419', '', 'not a locale', '<script>'])(
    'is_celsius_for_%s',
    (locale) => {
      expect(scaleOf(locale)).toBe('celsius');
    },
  );
});
