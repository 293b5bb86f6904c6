package org.springframework.integration.samples;

import org.springframework.samples.Clinic;

/** A bean in a package of the samples of one of Spring's projects. */
public class Orders extends Clinic {
    @Override
    public String read() {
        return super.read();
    }
}
