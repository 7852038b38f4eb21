package org.kvit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Kvit {
    public static void main(String[] args) {
        SpringApplication.run(Kvit.class, args);
    }
}
