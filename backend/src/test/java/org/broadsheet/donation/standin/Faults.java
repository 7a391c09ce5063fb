package org.broadsheet.donation.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The disturbances to come: on the next matching call, on every one, or at random from a seed. */
public final class Faults {
    private record Planned(Operation operation, Fault fault, boolean stays) {
        boolean matches(Operation given) {
            return operation == null ? !given.isOpen() : operation == given;
        }
    }

    private final List<Planned> planned = new ArrayList<>();
    private Random random = new Random(0);
    private double chance;
    private List<Fault> choice = List.of();

    /** Befalls the next call of an operation. @param operation null for any that needs a token */
    public synchronized void next(Operation operation, Fault fault) {
        planned.add(new Planned(operation, fault, false));
    }

    /** Befalls the next calls of an operation. */
    public synchronized void next(Operation operation, Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            next(operation, fault);
        }
    }

    /** Befalls every call of an operation until {@link #clear}. @param operation null for any that needs a token */
    public synchronized void always(Operation operation, Fault fault) {
        planned.add(new Planned(operation, fault, true));
    }

    /** Befalls calls by chance; planned faults come first. @param probability from 0 to 1 */
    public synchronized void random(long seed, double probability, Fault... faults) {
        random = new Random(seed);
        chance = probability;
        choice = List.of(faults);
    }

    /** No more faults. */
    public synchronized void clear() {
        planned.clear();
        choice = List.of();
        chance = 0;
    }

    synchronized Optional<Fault> take(Operation operation) {
        for (Planned plan : planned) {
            if (plan.matches(operation)) {
                if (!plan.stays) {
                    planned.remove(plan);
                }
                return Optional.of(plan.fault);
            }
        }
        if (!choice.isEmpty() && !operation.isOpen() && random.nextDouble() < chance) {
            return Optional.of(choice.get(random.nextInt(choice.size())));
        }
        return Optional.empty();
    }
}
