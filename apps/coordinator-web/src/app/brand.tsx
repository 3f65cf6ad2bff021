/** The sign of the page: from vein to vein, and the way back still to come. */
export function Brand() {
  return (
    <svg width={34} height={22} viewBox="0 0 34 22" fill="none" aria-hidden>
      <path d="M4 13c5 0 6-8 11-8s7 8 13 8" stroke="currentColor" strokeWidth={2.5} />
      <path
        d="M5 15c6 5.5 16 6.5 23 0"
        stroke="currentColor"
        strokeWidth={2.5}
        strokeLinecap="round"
        strokeDasharray="0.1 4.5"
      />
      <circle cx={4} cy={13} r={3.5} fill="currentColor" />
      <circle cx={29.5} cy={13} r={3.5} fill="currentColor" />
    </svg>
  );
}
