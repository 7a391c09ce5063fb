package org.broadsheet.donation.standin;

/** The stand-in where PayPal's official files are absent. */
class StandInTest extends StandInRules {
    @Override
    Schemas schemas() {
        return Schemas.absent();
    }
}
