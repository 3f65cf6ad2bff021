import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CompactTrack } from './compact-track.js';
import { FullTrack } from './full-track.js';

describe('the compact track', () => {
  it('is one sentence for who cannot see it', () => {
    render(<CompactTrack stage="inbound-shipment" status="hold" bridging="active" />);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'Inbound shipment, on hold; 6 of 11 stages done; bridging runs.',
    );
  });

  it('draws what is done, where the journey is and what is to come', () => {
    const { container } = render(<CompactTrack stage="manufacturing" status="current" mark="2×" />);
    expect(container.querySelectorAll('.track-done')).toHaveLength(5);
    expect(container.querySelectorAll('.track-here')).toHaveLength(1);
    expect(container.querySelectorAll('.track-planned')).toHaveLength(5);
    expect(screen.getByText('2×')).toBeTruthy();
  });

  it('ends where the journey ended', () => {
    const { container } = render(
      <CompactTrack stage="closed" status="closed" endedIn="eligibility" />,
    );
    expect(container.querySelectorAll('.track-done')).toHaveLength(2);
    expect(container.querySelectorAll('.track-after-end')).toHaveLength(9);
    expect(container.querySelectorAll('.track-end')).toHaveLength(1);
  });
});

describe('the full track of a ready-made unit', () => {
  it('has one station where others have three', () => {
    render(
      <FullTrack
        view={{ stage: 'allocation', status: 'waiting', isAllocated: true }}
        dates={{}}
        onOpen={() => undefined}
      />,
    );
    const names = screen.getAllByRole('button').map((button) => button.textContent);
    expect(names).toHaveLength(9);
    expect(names.filter((name) => /Leukapheresis|Manufacturing|Outbound/.test(name))).toEqual([]);
  });
});

describe('the full track', () => {
  it('is walked with the arrow keys and opened with Enter', async () => {
    const onOpen = jest.fn();
    render(
      <FullTrack view={{ stage: 'scheduling', status: 'waiting' }} dates={{}} onOpen={onOpen} />,
    );
    const stations = screen.getAllByRole('button');
    expect(stations).toHaveLength(11);
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(stations[2]);
    await user.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledWith('scheduling');
  });

  it('says of each station how it stands and when it was', () => {
    const dates = { planned: '8 Oct', actual: '9 Oct', difference: '1 d late', isLate: false };
    render(
      <FullTrack
        view={{ stage: 'scheduling', status: 'waiting' }}
        dates={{ eligibility: dates }}
        onOpen={jest.fn()}
      />,
    );
    const past = screen.getByRole('button', { name: /^Eligibility/ });
    expect(past.textContent?.trim()).toBe('Eligibility: done, Planned 8 Oct, Actual 9 Oct');
    expect(screen.getByRole('button', { name: 'Waiting Scheduling' })).toBeTruthy();
  });
});
