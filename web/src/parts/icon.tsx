const shapes = {
  brand: (
    <>
      <rect x="1.5" y="11" width="3.2" height="3.5" rx=".8" />
      <rect x="6.4" y="7" width="3.2" height="7.5" rx=".8" />
      <rect x="11.3" y="2" width="3.2" height="12.5" rx=".8" fillOpacity=".45" />
    </>
  ),
  met: (
    <>
      <circle cx="8" cy="8" r="7" />
      <path d="m4.8 8.3 2.2 2.2 4.2-4.8" className="cut" />
    </>
  ),
  not_met: (
    <>
      <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2.4" />
      <path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" className="cut" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="6.3" className="outline" strokeDasharray="2.6 1.8" />
      <path d="M6.1 6.4c0-2.6 3.8-2.5 3.8-.1 0 1.6-1.9 1.5-1.9 3" className="outline" />
      <circle cx="8" cy="11.5" r=".95" />
    </>
  ),
  not_applicable: <path d="M3.5 8h9" className="outline" />,
  waived: (
    <>
      <path d="M8 1 15 8l-7 7-7-7z" />
      <path d="M6.4 5.8v4.4m3.2-4.4v4.4" className="cut" />
    </>
  ),
  system: (
    <>
      <circle cx="8" cy="8" r="5.6" className="outline" />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1v2m0 10v2M1 8h2m10 0h2M3 3l1.4 1.4m7.2 7.2L13 13M3 13l1.4-1.4m7.2-7.2L13 3" className="outline" />
    </>
  ),
  moon: <path d="M13.6 10A6 6 0 0 1 6 2.4a6 6 0 1 0 7.6 7.6z" />,
  up: <path d="M8 13V3.5M3.8 7.6 8 3.4l4.2 4.2" className="outline" />,
  down: <path d="M8 3v9.5M3.8 8.4 8 12.6l4.2-4.2" className="outline" />,
  late: (
    <>
      <circle cx="8" cy="8" r="7" />
      <path d="M8 4v4.3l2.8 1.9" className="cut" />
    </>
  ),
  open: <circle cx="8" cy="8" r="6.2" className="outline" />,
  sort: <path d="m5 6.2 3-3 3 3M5 9.8l3 3 3-3" className="outline" />,
  chevron: <path d="m4 6 4 4 4-4" className="outline" />,
  cross: <path d="m4 4 8 8m0-8-8 8" className="outline" />,
  check: <path d="m3.2 8.4 3.2 3.2 6.4-7" className="outline" />,
  outside: <path d="M6.5 3.5H3v9.5h9.5V9.5M9 2.5h4.5V7m-.3-4.2L7.5 8.5" className="outline" />,
} as const;

export type IconName = keyof typeof shapes;

/** Decoration only: what it says stands beside it as text. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
