// Credit codes (GB 32100-2015).

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Completes 17 characters with their check character. */
export function creditCode(first17) {
  const values = [...first17].map((letter) => ALPHABET.indexOf(letter));
  let weight = 1;
  let sum = 0;
  for (const value of values) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return first17 + ALPHABET[(31 - (sum % 31)) % 31];
}
